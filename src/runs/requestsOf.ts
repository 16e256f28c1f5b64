import path from 'node:path';
import { UserError } from '../base/index.ts';
import { outsideRunOf } from '../language/index.ts';
import { lastCheckpoint, lastIntactCheckpoint, listRuns, type NewRun } from '../store/index.ts';
import { numberOf } from '../system/index.ts';
import type { RunnableCell } from './chooseCells.ts';
import { damagedCheckpoints, damagedRuns } from './damagedRuns.ts';
import { studyRun, trainingRuns, usableRuns, type Invocation } from './newRuns.ts';

/** What a cell asks for. */
export interface CellRequests {
  readonly requests: readonly NewRun[];
  /** Of a study: seeds of its training that the store has no usable run of. */
  readonly missingSeeds: number;
  /** Of a study: what it would have taken if it were whole, and what of the store cannot be read; a sentence each. */
  readonly damaged: readonly string[];
}

/**
 * The runs that a cell asks for: of a training one for each seed; of a study one for each usable run
 * of its training in this store. Throws a UserError `usage.of` where a study is of a run that is not
 * there or has no checkpoint.
 */
export async function requestsOf(
  cell: RunnableCell,
  invocation: Invocation,
  store: string,
): Promise<CellRequests> {
  if (cell.kind === 'train')
    return { requests: trainingRuns(cell, invocation), missingSeeds: 0, damaged: [] };
  const { runs, problems } = await listRuns(store);
  const { training } = cell;
  if (training === null) return { ...studyOfRun(cell, invocation, store, runs), missingSeeds: 0 };
  const found = usableRuns(training, invocation.notebook, runs);
  const seeds = training.value?.kind === 'train' ? training.value.value.seeds.length : 0;
  return {
    requests: found.map(run => studyRun(cell, run, invocation)),
    missingSeeds: seeds - found.length,
    damaged: [
      ...damagedRuns(training, invocation.notebook, runs, found),
      // Who finds all seeds need not hear of other runs.
      ...(found.length < seeds ? problems : []),
    ],
  };
}

/** A study whose `of` is a run of this store: its id, its folder, or one of its checkpoints. */
function studyOfRun(
  cell: RunnableCell,
  invocation: Invocation,
  store: string,
  runs: Awaited<ReturnType<typeof listRuns>>['runs'],
): Pick<CellRequests, 'requests' | 'damaged'> {
  const of = outsideRunOf(cell.cell) ?? '';
  const checkpoint = /^(.*)[\\/]checkpoints[\\/]step-(\d+)\.safetensors$/.exec(of);
  const id = path.basename(checkpoint?.[1] ?? of);
  const run = runs.find(r => r.id === id);
  if (run === undefined)
    throw new UserError(
      'usage.of',
      `'${cell.cell.name}' studies '${of}', which is no run in ${store}. Only runs of this store can be studied (reslab: another store with --runs DIR).`,
    );
  if (lastCheckpoint(run.folder) === undefined)
    throw new UserError(
      'usage.of',
      `The run '${id}' has no checkpoint, so '${cell.cell.name}' cannot study it.`,
    );
  const step = numberOf(checkpoint?.[2]);
  if (step === undefined && lastIntactCheckpoint(run.folder) === undefined)
    throw new UserError(
      'usage.of',
      `Every checkpoint of the run '${id}' is damaged, so '${cell.cell.name}' cannot study it. Train again, and study that run.`,
    );
  return {
    requests: [studyRun(cell, run, invocation, step)],
    // Of a step that the text names, the engine says what is wrong with it.
    damaged: step === undefined ? damagedCheckpoints(run) : [],
  };
}
