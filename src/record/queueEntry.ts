import { listOf, number, parse, shape, taken, type Of, type Parsed } from '../untrusted/index.ts';
import { format, runId } from './runRequest.ts';

/** `queue/ID.json` of a store: a run that waits for its turn. Its folder is there already. */
const entrySchema = shape({
  format,
  run: runId,
  /** Entries go in ascending order; moving one gives it another number. */
  order: number,
  /** Runs that have to have ended, with a checkpoint, before it may begin. */
  after: listOf(runId, 10_000),
});

export type QueueEntry = Of<typeof entrySchema>;

/** Checks a file of the queue, which is not trusted. Never throws. */
export function parseQueueEntry(text: string): Parsed<QueueEntry> {
  return parse(text, 'a queue entry', value => taken(entrySchema, value));
}
