import { printableJson, UserError, type CsvValue } from '../../base/index.ts';
import {
  layOut,
  legendOf,
  plainText,
  shownCsv,
  shownRows,
  inFile,
  writeSvg,
  type Figure,
  type Presented,
  type ShownRows,
  type Tables,
} from '../../figures/index.ts';

/** A figure, or a table that is shown as such, as files hold it. */
export interface Exported {
  /** `--figure` names it so, and the file. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly shown: ShownRows;
  /** Of a table, what stands over its columns where people read them; in files they have names that stay. */
  readonly heads?: readonly string[];
  /** Null: it is a table. */
  readonly figure: Figure | null;
}

/** All that there is to export of what is shown, figures first. */
export function exportedOf({ figures, listed, tables }: Presented): Exported[] {
  const all: Exported[] = figures.map(figure => ({
    id: idOf(figure.id),
    title: figure.title,
    unit: figure.unit,
    shown: shownRows(figure, tables),
    figure,
  }));
  for (const { title, data, columns } of listed) {
    const id = idOf(data);
    const isTaken = all.some(one => one.id === id);
    const named = columns.map(({ column, name = column, format }) => ({
      ...{ column, head: name },
      ...(format && { format }),
    }));
    const shown = shownRows({ shown: { data, columns: named } }, tables);
    const heads = columns.map(({ head }) => head);
    all.push({ id: isTaken ? `${id}-table` : id, title, unit: '', shown, heads, figure: null });
  }
  return all;
}

/** Those that were asked for; all, where none was. @throws UserError `usage.figure` for one that is not there. */
export function chosen(all: readonly Exported[], ids: readonly string[]): readonly Exported[] {
  if (ids.length === 0) return all;
  return ids.map(id => {
    const found = all.find(one => one.id === idOf(id));
    if (found !== undefined) return found;
    throw new UserError('usage.figure', `There is no figure '${id}': ${namesOf(all)}.`);
  });
}

/** `loss, accuracy or rate` */
export function namesOf(all: readonly Pick<Exported, 'id'>[]): string {
  const ids = all.map(({ id }) => id);
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} or ${ids.at(-1) ?? ''}`;
}

/** A name that shells and files take as it is. */
function idOf(id: string): string {
  return id.trim().replace(/[^\p{L}\p{N}._]+/gu, '-');
}

export function csvOf({ shown }: Exported): string {
  return shownCsv(shown);
}

/** Null of a table, which has no picture. */
export function svgOf({ figure }: Exported, tables: Tables, width: number): string | null {
  if (figure === null) return null;
  const { title, unit, label } = figure;
  return writeSvg(layOut(inFile(figure), tables, { width }), {
    title,
    unit,
    label,
    legend: legendOf(figure),
  });
}

/** All in one object: what is said, figures and tables with their rows; numbers that are none are null. */
export function jsonOf(
  of: Readonly<Record<string, unknown>>,
  { sentences }: Presented,
  all: readonly Exported[],
): string {
  const rowsOf = ({ id, title, unit, shown, heads }: Exported) => ({
    id,
    title,
    ...(unit === '' ? {} : { unit }),
    columns: shown.columns,
    ...(heads && { heads }),
    rows: shown.rows.map(row => row.map(finite)),
  });
  return `${printableJson({
    ...of,
    sentences: sentences.map(({ tone, text }) => ({ tone, text: plainText(text) })),
    figures: all.filter(({ figure }) => figure !== null).map(rowsOf),
    tables: all.filter(({ figure }) => figure === null).map(rowsOf),
  })}\n`;
}

function finite(value: CsvValue): CsvValue {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
