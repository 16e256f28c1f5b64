import { eventKinds, type EventKind } from '../../record/index.ts';
import type { TableRows } from '../../record/tables/index.ts';
import { numbersOf, textsOf } from './columns.ts';

/** A row of events.arrows; NaN where there is no value. */
export interface RecordedEvent {
  readonly step: number;
  readonly kind: EventKind;
  /** Each right before and right after it. */
  readonly blocks: readonly [number, number];
  readonly h: readonly [number, number];
  readonly loss: readonly [number, number];
  readonly accuracy: readonly [number, number];
}

/** A growth of a training: `step` steps were done when it happened. */
export type Growth = Pick<RecordedEvent, 'step' | 'blocks' | 'h' | 'loss' | 'accuracy'>;

const known: ReadonlySet<string> = new Set(eventKinds);

/** Rows as they were read; a kind of a later version is passed over. */
export function eventsIn(rows: TableRows): RecordedEvent[] {
  const kinds = textsOf(rows, 'kind');
  const steps = numbersOf(rows, 'step');
  const pair = (name: string) => {
    const [before, after] = ['before', 'after'].map(when => numbersOf(rows, `${name}_${when}`));
    return (i: number): [number, number] => [before?.[i] ?? NaN, after?.[i] ?? NaN];
  };
  const [blocks, h, loss, accuracy] = ['blocks', 'h', 'test_loss', 'test_accuracy'].map(pair);
  const none = (): [number, number] => [NaN, NaN];
  return Array.from(kinds, (kind, i) => ({
    step: steps[i] ?? NaN,
    kind: kind as EventKind,
    blocks: (blocks ?? none)(i),
    h: (h ?? none)(i),
    loss: (loss ?? none)(i),
    accuracy: (accuracy ?? none)(i),
  })).filter(({ kind, step }) => known.has(kind) && Number.isFinite(step));
}
