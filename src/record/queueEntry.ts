import { json, isMismatch } from './json.ts';
import { runIdPattern, type Parsed } from './parse.ts';

/** `queue/ID.json` of a store: a run that waits for its turn. Its folder is there already. */
export interface QueueEntry {
  readonly format: 1;
  readonly run: string;
  /** Entries go in ascending order; moving one gives it another number. */
  readonly order: number;
  /** Runs that have to have ended, with a checkpoint, before it may begin. */
  readonly after: readonly string[];
}

/** Checks a file of the queue, which is not trusted. Never throws. */
export function parseQueueEntry(text: string): Parsed<QueueEntry> {
  try {
    const r = json(text);
    const after = r.any('after');
    if (!Array.isArray(after) || after.length > 10_000 || !after.every(isRunId))
      return { ok: false, problem: 'a queue entry has no list `after` of run ids' };
    const run = r.text('run', { pattern: runIdPattern, longest: 120 });
    return { ok: true, value: { format: r.format(), run, order: r.number('order'), after } };
  } catch (error) {
    if (!isMismatch(error)) throw error;
    return { ok: false, problem: `a queue entry ${error.message}` };
  }
}

function isRunId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 120 && runIdPattern.test(value);
}
