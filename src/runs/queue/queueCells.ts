import { sameVariant, UserError, variantKey, type Variant } from '../../base/index.ts';
import { createRun, listRuns, readRun, type NewRun, type Run } from '../../store/index.ts';
import type { RunnableCell } from '../chooseCells.ts';
import { findData } from '../data/findData.ts';
import {
  runsOfRecipe,
  startingFrom,
  studyRun,
  trainingRuns,
  variantsOf,
  type Invocation,
} from '../newRuns.ts';
import { requestsOf } from '../requestsOf.ts';
import { enqueue } from './entries.ts';

/** What was put into the queue, and what was not. */
export interface Queued {
  /** Run folders in the order of the queue. */
  readonly folders: readonly string[];
  /** Cells that have nothing to study or to start from: that training never ran to its end, and is not queued. */
  readonly skipped: readonly string[];
  /** Ids of runs that no cache remembers as this user's: they start only when asked for. */
  readonly unknown: readonly string[];
}

/**
 * Puts what cells ask for at the end of the store's queue: their run folders, and who waits for whom.
 * A study is of the runs of its training that this call queues; else of those that are there, and of
 * those that run or wait now. A training starts from runs of another in the same way, seed by seed.
 * Throws a UserError where the store cannot be written, or as `requestsOf`.
 *
 * @param cells each after the training that it studies or starts from, as `chooseCells` gives them
 */
export async function queueCells(
  cells: readonly RunnableCell[],
  invocation: Invocation,
  store: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Queued> {
  const queued: { run: Run; after: readonly string[] }[] = [];
  const skipped: string[] = [];
  const made = new Map<RunnableCell['cell'], Run[]>();
  const add = async (request: NewRun, after: readonly string[]) => {
    // Of a study whose data have changed the engine says so, as its ending: nothing of the others is lost.
    const found = await findData(request, store, { usual: request.data.folder }).catch(
      (error: unknown) => {
        if (error instanceof UserError) return request;
        throw error;
      },
    );
    const run = readRun(await createRun(store, found));
    queued.push({ run, after });
    return run;
  };
  for (const cell of cells) {
    const needed = cell.training ?? cell.source;
    const before = needed === null ? undefined : made.get(needed);
    const coming = before ?? (await comingRuns(cell, invocation, store));
    const later =
      cell.kind === 'train'
        ? startingFrom(trainingRuns(cell, invocation), coming)
        : coming.map(run => studyRun(cell, run, invocation));
    const there = before === undefined ? (await requestsOf(cell, invocation, store)).requests : [];
    // A variant that is trained anew is taken then.
    const isComing = new Set(later.map(({ variant }) => variantKey(variant)));
    const requests = there.filter(({ variant }) => !isComing.has(variantKey(variant)));
    if (requests.length + later.length === 0) skipped.push(cell.cell.name);
    const runs: Run[] = [];
    for (const request of requests) runs.push(await add(request, []));
    for (const request of later) {
      const after = request.parents.map(parent => parent.run);
      runs.push(await add(request, after));
    }
    if (cell.kind === 'train') made.set(cell.cell, runs);
  }
  const unknown = enqueue(
    store,
    queued.map(({ run, after }) => ({ run: run.id, after })),
    env,
  );
  return { folders: queued.map(({ run }) => run.folder), skipped, unknown };
}

/** How many runs a cell has to study or to start from, now or when those that run or wait have ended, and lacks. */
export async function queueNeeds(
  cell: RunnableCell,
  invocation: Invocation,
  store: string,
): Promise<{ readonly there: number; readonly missing: number }> {
  const coming = await comingRuns(cell, invocation, store);
  const { requests, missing } = await requestsOf(cell, invocation, store);
  // A training starts from the run of its seed, whatever else the two were asked.
  const isComing = (variant: Variant) =>
    coming.some(({ request }) =>
      cell.source === null
        ? sameVariant(request.variant, variant)
        : request.variant.seed === variant.seed,
    );
  const left = missing.filter(variant => !isComing(variant)).length;
  return { there: requests.length + missing.length - left, missing: left };
}

/** The newest run of each variant of what a cell studies or starts from that goes on or waits now, in the order of its variants. */
async function comingRuns(
  { training: studied, source }: RunnableCell,
  invocation: Invocation,
  store: string,
): Promise<Run[]> {
  const training = studied ?? source;
  if (training?.kind !== 'train') return [];
  const { runs } = await listRuns(store);
  const newest = new Map<string, Run>();
  for (const run of runsOfRecipe(training, invocation, runs))
    if (run.life === 'alive' || run.life === 'waiting')
      newest.set(variantKey(run.request.variant), run);
  return variantsOf(training, invocation).flatMap(each => newest.get(variantKey(each)) ?? []);
}
