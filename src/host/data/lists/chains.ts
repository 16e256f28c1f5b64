import { continuedParent } from '../../../record/index.ts';
import { identityOf } from '../../../base/index.ts';
import type { IndexedRun } from '../types.ts';

/** A run with the runs that it went on from, oldest first; the last one gives it its name. */
export type RunChain = readonly IndexedRun[];

/** Longer than any chain; a circle of damaged files ends here. */
const longest = 1000;

/**
 * All runs as chains. A run that another one resumed is a part of that and no chain of its own; one
 * that another was forked from, in the middle or after it had finished, stays one.
 */
export function chainsOf(runs: readonly IndexedRun[]): RunChain[] {
  const byId = new Map(runs.map(each => [placeOf(each), each]));
  const resumed = new Set<IndexedRun>();
  for (const each of runs) {
    const parent = parentOf(each, byId);
    if (parent !== undefined && began(each) && isResume(each, parent)) resumed.add(parent);
  }
  return runs.filter(each => !resumed.has(each)).map(each => chainTo(each, byId));
}

/** The first part that is this run's own: before it another run was forked, which is one of its own. */
export function rootOf(chain: RunChain): IndexedRun | undefined {
  const forked = chain.findLastIndex((part, i) => {
    const before = chain[i - 1];
    return before !== undefined && !isResume(part, before);
  });
  return chain[Math.max(0, forked)];
}

/** False of a run that was taken out of the queue before its turn. */
export function began({ run }: IndexedRun): boolean {
  return run.process !== null || run.ending?.ending !== 'stopped';
}

function chainTo(last: IndexedRun, byId: ReadonlyMap<string, IndexedRun>): RunChain {
  const chain: IndexedRun[] = [];
  for (let at: IndexedRun | undefined = last; at !== undefined; at = parentOf(at, byId)) {
    if (chain.includes(at) || chain.length >= longest) break;
    chain.unshift(at);
  }
  return chain;
}

/** The run that a training went on from; a study is none that goes on. */
function parentOf(
  { run, store }: IndexedRun,
  byId: ReadonlyMap<string, IndexedRun>,
): IndexedRun | undefined {
  const parent = continuedParent(run.request);
  return parent === null ? undefined : byId.get(`${store}\n${parent.run}`);
}

/** The same training, gone on with where the other one came to. */
function isResume({ run }: IndexedRun, parent: IndexedRun): boolean {
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

function placeOf({ store, run }: IndexedRun): string {
  return `${store}\n${run.id}`;
}
