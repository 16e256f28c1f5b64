import { digestOf, networkCellOf, type Notebook } from '../language/index.ts';
import type { RunRequest } from '../record/index.ts';
import {
  byAge,
  lastCheckpoint,
  lastIntactCheckpoint,
  type NewRun,
  type Run,
} from '../store/index.ts';
import type { RunnableCell } from './chooseCells.ts';

/** What every run of an invocation has in common. */
export interface Invocation {
  readonly notebook: Notebook;
  /** Absolute path and text, with settings applied. */
  readonly path: string;
  readonly text: string;
  readonly engine: RunRequest['engine'];
  readonly data: RunRequest['data'];
  readonly git: RunRequest['git'];
  /** Of the product. */
  readonly version: string;
  /** A training that crashes goes on by itself, once. */
  readonly retry?: boolean;
}

/** A run of a train cell, for each of its seeds. */
export function trainingRuns({ cell }: RunnableCell, invocation: Invocation): NewRun[] {
  const { value } = cell;
  if (value?.kind !== 'train') throw new Error(`${cell.name} is no checked train cell`);
  const network = networkCellOf(invocation.notebook, cell)?.value;
  if (network?.kind !== 'network') throw new Error(`${cell.name} has no checked network`);
  return value.value.seeds.map(seed => ({
    ...common(cell, invocation),
    kind: 'train',
    ...(invocation.retry === true ? { retry: 'once' as const } : {}),
    seed,
    value: value.value,
    network: { name: value.value.network, value: network.value },
    parents: [],
    data: { ...invocation.data, rules: 2 },
  }));
}

/** A run of a study, of this trained run's last intact checkpoint or that of another step. */
export function studyRun(
  { cell, kind }: RunnableCell,
  trained: Run,
  invocation: Invocation,
  step: number | null = stepToStudy(trained.folder),
): NewRun {
  return {
    ...common(cell, invocation),
    kind,
    seed: trained.request.seed,
    value: cell.value?.value,
    network: null,
    parents: [{ run: trained.id, step, role: 'study' }],
  };
}

/**
 * The newest run of a training for each of its seeds that a study can use: finished or stopped, with a
 * checkpoint, and of exactly this training.
 */
export function usableRuns(
  training: RunnableCell['cell'],
  notebook: Notebook,
  runs: readonly Run[],
): Run[] {
  if (training.value?.kind !== 'train') return [];
  const digest = digestOf(notebook, training);
  const candidates = runs
    .filter(
      run => run.request.kind === 'train' && run.request.cell.digest === digest && isUsable(run),
    )
    .sort(byAge);
  return training.value.value.seeds.flatMap(
    seed =>
      candidates.findLast(
        run => run.request.seed === seed && lastIntactCheckpoint(run.folder) !== undefined,
      ) ?? [],
  );
}

/** Where none is intact, the engine says of the last one what is wrong with it. */
function stepToStudy(folder: string): number | null {
  return (lastIntactCheckpoint(folder) ?? lastCheckpoint(folder))?.step ?? null;
}

/** A study can be made of it. */
export function isUsable(run: Run): boolean {
  const ending = run.ending?.ending;
  if (ending !== 'finished' && ending !== 'stopped') return false;
  return lastCheckpoint(run.folder) !== undefined;
}

function common(
  cell: RunnableCell['cell'],
  { notebook, path: file, text, engine, data, git, version }: Invocation,
): Pick<NewRun, 'notebook' | 'cell' | 'engine' | 'data' | 'git' | 'version'> {
  return {
    notebook: file,
    cell: {
      name: cell.name,
      text: text.slice(cell.range.start, cell.range.end),
      digest: digestOf(notebook, cell) ?? '',
    },
    engine,
    data,
    git,
    version,
  };
}
