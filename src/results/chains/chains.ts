import { identityOf } from '../../base/index.ts';
import { continuedParent } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';

/** A run of a store, from its small files only. */
export interface StoredRun {
  readonly run: Run;
  readonly store: string;
  /** Steps of the checkpoints that its folder names, ascending. */
  readonly checkpoints: readonly number[];
}

/** A run with the runs that it went on from, oldest first; the last one gives it its name. */
export type RunChain<R extends StoredRun = StoredRun> = readonly R[];

/** Longer than any chain; a circle of damaged files ends here. */
const longest = 1000;

/**
 * All runs as chains. A run that another one resumed is a part of that and no chain of its own; one
 * that another was forked from, in the middle or after it had finished, stays one.
 */
export function chainsOf<R extends StoredRun>(runs: readonly R[]): RunChain<R>[] {
  const byId = new Map(runs.map(each => [placeOf(each), each]));
  const resumed = new Set<R>();
  for (const each of runs) {
    const parent = parentOf(each, byId);
    if (parent !== undefined && began(each) && isResume(each, parent)) resumed.add(parent);
  }
  return runs.filter(each => !resumed.has(each)).map(each => chainTo(each, byId));
}

/** The first part that is this run's own: before it another run was forked, which is one of its own. */
export function rootOf<R extends StoredRun>(chain: RunChain<R>): R | undefined {
  const forked = chain.findLastIndex((part, i) => {
    const before = chain[i - 1];
    return before !== undefined && !isResume(part, before);
  });
  return chain[Math.max(0, forked)];
}

/** False of a run that was taken out of the queue before its turn. */
export function began({ run }: StoredRun): boolean {
  return run.process !== null || run.ending?.ending !== 'stopped';
}

function chainTo<R extends StoredRun>(last: R, byId: ReadonlyMap<string, R>): RunChain<R> {
  const chain: R[] = [];
  for (let at: R | undefined = last; at !== undefined; at = parentOf(at, byId)) {
    if (chain.includes(at) || chain.length >= longest) break;
    chain.unshift(at);
  }
  return chain;
}

/** The run that a training went on from; a study is none that goes on. */
function parentOf<R extends StoredRun>(
  { run, store }: R,
  byId: ReadonlyMap<string, R>,
): R | undefined {
  const parent = continuedParent(run.request);
  return parent === null ? undefined : byId.get(`${store}\n${parent.run}`);
}

/** The same training, gone on with where the other one came to. */
function isResume({ run }: StoredRun, parent: StoredRun): boolean {
  const from = continuedParent(run.request);
  if (from !== null && from.role !== 'unsaid') return from.role === 'resume';
  const { cell, variant } = run.request;
  const { request, ending } = parent.run;
  const last = parent.checkpoints.at(-1) ?? 0;
  return (
    identityOf(cell.digest, variant) === identityOf(request.cell.digest, request.variant) &&
    ending !== null &&
    ending.ending !== 'finished' &&
    (from?.step ?? last) >= last
  );
}

function placeOf({ store, run }: StoredRun): string {
  return `${store}\n${run.id}`;
}
