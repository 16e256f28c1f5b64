import { sameVariant, UserError, variantKey, type Variant } from '../../base/index.ts';
import { createRun, listRuns, readRun, type NewRun, type Run } from '../../store/index.ts';
import type { RunnableCell } from '../chooseCells.ts';
import { findData } from '../data/findData.ts';
import { runsOfRecipe, studyRun, trainingRuns, variantsOf, type Invocation } from '../newRuns.ts';
import { requestsOf } from '../requestsOf.ts';
import { enqueue } from './entries.ts';

/** What was put into the queue, and what was not. */
export interface Queued {
  /** Run folders in the order of the queue. */
  readonly folders: readonly string[];
  /** Studies that have nothing to study: their training never ran to its end, and is not queued. */
  readonly skipped: readonly string[];
  /** Ids of runs that no cache remembers as this user's: they start only when asked for. */
  readonly unknown: readonly string[];
}

/**
 * Puts what cells ask for at the end of the store's queue: their run folders, and who waits for whom.
 * A study is of the runs of its training that this call queues; else of those that are there, and of
 * those that run or wait now. Throws a UserError where the store cannot be written, or as `requestsOf`.
 *
 * @param cells a study after its training, as `chooseCells` gives them
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
    if (cell.kind === 'train') {
      const runs: Run[] = [];
      for (const request of trainingRuns(cell, invocation)) runs.push(await add(request, []));
      made.set(cell.cell, runs);
      continue;
    }
    const before = cell.training === null ? undefined : made.get(cell.training);
    const coming = before ?? (await comingRuns(cell, invocation, store));
    const there = before === undefined ? (await requestsOf(cell, invocation, store)).requests : [];
    // A variant that is trained anew is studied then.
    const isComing = new Set(
      coming.map(run => variantKey(studyRun(cell, run, invocation, null).variant)),
    );
    const requests = there.filter(request => !isComing.has(variantKey(request.variant)));
    if (requests.length + coming.length === 0) skipped.push(cell.cell.name);
    for (const request of requests) await add(request, []);
    for (const run of coming) await add(studyRun(cell, run, invocation), [run.id]);
  }
  const unknown = enqueue(
    store,
    queued.map(({ run, after }) => ({ run: run.id, after })),
    env,
  );
  return { folders: queued.map(({ run }) => run.folder), skipped, unknown };
}

/** How many runs a study has to study, now or when those that run or wait have ended, and lacks. */
export async function queueNeeds(
  cell: RunnableCell,
  invocation: Invocation,
  store: string,
): Promise<{ readonly there: number; readonly missing: number }> {
  const coming = await comingRuns(cell, invocation, store);
  const { requests, missing } = await requestsOf(cell, invocation, store);
  const isComing = (variant: Variant) =>
    coming.some(run => sameVariant(run.request.variant, variant));
  const left = missing.filter(variant => !isComing(variant)).length;
  return { there: requests.length + missing.length - left, missing: left };
}

/** The newest run of each variant of a study's training that goes on or waits now, in the order of its variants. */
async function comingRuns(
  { training }: RunnableCell,
  invocation: Invocation,
  store: string,
): Promise<Run[]> {
  if (training?.kind !== 'train') return [];
  const { runs } = await listRuns(store);
  const newest = new Map<string, Run>();
  for (const run of runsOfRecipe(training, invocation, runs))
    if (run.life === 'alive' || run.life === 'waiting')
      newest.set(variantKey(run.request.variant), run);
  return variantsOf(training, invocation).flatMap(each => newest.get(variantKey(each)) ?? []);
}
