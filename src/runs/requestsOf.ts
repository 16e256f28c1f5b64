import path from 'node:path';
import { sameVariant, UserError, type Variant } from '../base/index.ts';
import { outsideRunOf } from '../language/index.ts';
import { lastCheckpoint, lastIntactCheckpoint, listRuns, type NewRun } from '../store/index.ts';
import { numberOf } from '../system/index.ts';
import type { RunnableCell } from './chooseCells.ts';
import { damagedCheckpoints, damagedRuns } from './damagedRuns.ts';
import {
  isFinished,
  startingFrom,
  studyRun,
  trainingRuns,
  usableRuns,
  variantsOf,
  type Invocation,
} from './newRuns.ts';

/** What a cell asks for. */
export interface CellRequests {
  readonly requests: readonly NewRun[];
  /** Variants without a usable run of the training that a study is of, or that a training starts from. */
  readonly missing: readonly Variant[];
  /** Of a study: what it would have taken if it were whole, and what of the store cannot be read; a sentence each. */
  readonly damaged: readonly string[];
}

/**
 * The runs that a cell asks for: of a training one for each variant, where it starts from another training for
 * each whose seed has a finished run of that; of a study one for each usable run of its training in this store.
 * Throws a UserError `usage.of` where a study is of a run that is not there or has no checkpoint.
 */
export async function requestsOf(
  cell: RunnableCell,
  invocation: Invocation,
  store: string,
): Promise<CellRequests> {
  const trainings = cell.kind === 'train' ? trainingRuns(cell, invocation) : [];
  if (cell.kind === 'train' && cell.source === null)
    return { requests: trainings, missing: [], damaged: [] };
  const { runs, problems } = await listRuns(store);
  if (cell.source !== null) {
    const found = usableRuns(cell.source, invocation, runs, isFinished);
    const requests = startingFrom(trainings, found);
    const missing = trainings
      .map(({ variant }) => variant)
      .filter(({ seed }) => !found.some(run => run.request.variant.seed === seed));
    return { requests, missing, damaged: missing.length > 0 ? problems : [] };
  }
  const { training } = cell;
  if (training === null) return { ...studyOfRun(cell, invocation, store, runs), missing: [] };
  const found = usableRuns(training, invocation, runs);
  const missing = variantsOf(training, invocation).filter(
    variant => !found.some(run => sameVariant(run.request.variant, variant)),
  );
  return {
    requests: found.map(run => studyRun(cell, run, invocation)),
    missing,
    damaged: [
      ...damagedRuns(training, invocation, runs, found),
      // Who finds all variants need not hear of other runs.
      ...(missing.length > 0 ? problems : []),
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
