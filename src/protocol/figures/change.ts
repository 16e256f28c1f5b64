import { isSameData } from '../../base/index.ts';
import type { Figure, Presented, Table } from '../../figures/index.ts';
import {
  count,
  either,
  exactly,
  listOf,
  orNull,
  recordOf,
  shape,
  type Of,
} from '../../untrusted/index.ts';
import { text } from '../wire.ts';
import { table } from './columns.ts';
import { figure } from './figure.ts';
import { choice, diagram, frames, legendRow, listedTable, said } from './presented.ts';

/** The answer to `FiguresQuery`. */
export interface FiguresData extends Presented {
  readonly kind: 'figures';
}

/** What of an answer differs from the one that was sent before it. A part that is missing stayed the same. */
export const figuresChange = shape(
  {
    kind: exactly('figures'),
    /** Counts the answers to a subscription from 0: each stands on the one before. */
    number: count,
    /** By name; null: it stayed the same. One that is not named is gone. */
    tables: recordOf(orNull(table)),
    /** In order; the id alone: it stayed the same. */
    figures: listOf(either(text, figure)),
  },
  {
    legend: listOf(legendRow),
    sentences: listOf(said),
    listed: listOf(listedTable),
    choices: listOf(choice),
    frames: orNull(frames),
    diagram: orNull(diagram),
  },
);

export type FiguresChange = Of<typeof figuresChange>;

const parts = ['legend', 'sentences', 'listed', 'choices', 'frames', 'diagram'] as const;

/** The answers to a subscription in order, at either end of the wire. */
export interface SentFigures {
  readonly number: number;
  readonly data: FiguresData | null;
}

export const noFiguresSent: SentFigures = { number: -1, data: null };

/** What has to be sent of the next answer. */
export function figuresSince(
  { number, data: before }: SentFigures,
  now: FiguresData,
): FiguresChange {
  const tables = Object.entries(now.tables).map(([name, data]): [string, Table | null] =>
    isSameData(before?.tables[name], data) ? [name, null] : [name, data],
  );
  const known = byId(before);
  const figures = now.figures.map(figure =>
    isSameData(known.get(figure.id), figure) ? figure.id : figure,
  );
  const others = parts.flatMap(part =>
    before !== null && isSameData(before[part], now[part]) ? [] : [[part, now[part]] as const],
  );
  return {
    kind: 'figures',
    number: number + 1,
    tables: Object.fromEntries(tables),
    figures,
    ...(Object.fromEntries(others) as Partial<Presented>),
  };
}

/** The answer that was sent, with the old objects where nothing changed. Null: one before it never came. */
export function figuresAfter(
  { number, data: before }: SentFigures,
  change: FiguresChange,
): FiguresData | null {
  if (change.number !== number + 1) return null;
  const known = byId(before);
  const tables = Object.entries(change.tables).map(
    ([name, data]) => [name, data ?? before?.tables[name]] as const,
  );
  const figures = change.figures.map(figure =>
    typeof figure === 'string' ? known.get(figure) : figure,
  );
  const others = parts.map(part => [part, part in change ? change[part] : before?.[part]] as const);
  const isWhole = [...tables, ...others].every(([, part]) => part !== undefined);
  if (!isWhole || figures.includes(undefined)) return null;
  const found = { kind: 'figures', figures, tables: Object.fromEntries(tables) };
  return { ...found, ...Object.fromEntries(others) } as unknown as FiguresData;
}

function byId(data: FiguresData | null): ReadonlyMap<string, Figure> {
  return new Map(data?.figures.map(figure => [figure.id, figure]));
}
