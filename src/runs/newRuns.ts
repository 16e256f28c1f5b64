import { sameVariant, seedKey, withoutKey, type Variant, type VariantPart } from '../base/index.ts';
import {
  cellOfVariant,
  digestOf,
  findCell,
  networkCellOf,
  variantsAsked,
  type Cell,
  type Notebook,
} from '../language/index.ts';
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
  /** Absolute path, and the text as it is written: what is set for this invocation is in the variants. */
  readonly path: string;
  readonly text: string;
  readonly engine: RunRequest['engine'];
  readonly data: RunRequest['data'];
  readonly git: RunRequest['git'];
  /** Of the product. */
  readonly version: string;
  /** A training that crashes goes on by itself, once. */
  readonly retry?: boolean;
  /** By the name of a train cell, which variants of it; absent: those that it asks for. */
  readonly variants?: ReadonlyMap<string, readonly Variant[]>;
  /** By the name of a study, what is set of it for this invocation: `KIND.examples`. */
  readonly studyKeys?: ReadonlyMap<string, VariantPart>;
}

/** The variants of a train cell that an invocation is about. */
export function variantsOf(cell: Cell, { variants }: Invocation): readonly Variant[] {
  return variants?.get(cell.name) ?? variantsAsked(cell);
}

/** A run of a train cell, for each of its variants. */
export function trainingRuns({ cell }: RunnableCell, invocation: Invocation): NewRun[] {
  return variantsOf(cell, invocation).map(variant => ({
    ...common(cell, invocation),
    kind: 'train',
    ...(invocation.retry === true ? { retry: 'once' as const } : {}),
    variant,
    ...valuesOf(cell, variant, invocation),
    parents: [],
    data: { ...invocation.data, rules: 2 },
  }));
}

/** The checked values of a training and its network with the keys of a variant in them. */
function valuesOf(
  cell: Cell,
  variant: Variant,
  { notebook, text }: Invocation,
): Pick<NewRun, 'value' | 'network'> {
  const keys = withoutKey(variant, seedKey);
  const isWritten = Object.keys(keys).length === 0;
  const asked = isWritten ? { notebook, cell } : cellOfVariant(text, cell.name, keys);
  const value = asked?.cell.value;
  if (value?.kind !== 'train') throw new Error(`${cell.name} is no checked train cell`);
  const network = asked && networkCellOf(asked.notebook, asked.cell)?.value;
  if (network?.kind !== 'network') throw new Error(`${cell.name} has no checked network`);
  return { value: value.value, network: { name: value.value.network, value: network.value } };
}

/**
 * Those of these requests that one of the runs is for, each with that run's last weights to start from: of a
 * finished one those that are intact now, of one that goes on or waits those that it will end with. It is for
 * the same seed. What was set for it is in the variant, too, under `from`: `from.epochs`.
 */
export function startingFrom(requests: readonly NewRun[], runs: readonly Run[]): NewRun[] {
  return requests.flatMap(request => {
    const source = runs.find(run => run.request.variant.seed === request.variant.seed);
    if (source === undefined) return [];
    const step = isFinished(source) ? (lastIntactCheckpoint(source.folder)?.step ?? null) : null;
    const set = Object.entries(withoutKey(source.request.variant, seedKey));
    const variant = {
      ...request.variant,
      ...Object.fromEntries(set.map(([key, value]) => [`from.${key}`, value])),
    };
    return [{ ...request, variant, parents: [{ run: source.id, step, role: 'weights' as const }] }];
  });
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
    variant: { ...trained.request.variant, ...invocation.studyKeys?.get(cell.name) },
    value: cell.value?.value,
    network: null,
    parents: [{ run: trained.id, step, role: 'study' }],
  };
}

/**
 * The newest run of a training for each of its variants that a study can use, with an intact checkpoint, and
 * of exactly this training: finished or stopped, or what `isFit` says.
 */
export function usableRuns(
  training: Cell,
  invocation: Invocation,
  runs: readonly Run[],
  isFit: (run: Run) => boolean = isUsable,
): Run[] {
  const candidates = runsOfRecipe(training, invocation, runs).filter(isFit).sort(byAge);
  return variantsOf(training, invocation).flatMap(
    variant =>
      candidates.findLast(
        run =>
          sameVariant(run.request.variant, variant) &&
          lastIntactCheckpoint(run.folder) !== undefined,
      ) ?? [],
  );
}

/** All runs of a training as it is written, of whatever variant. */
export function runsOfRecipe(
  training: Cell,
  { notebook }: Pick<Invocation, 'notebook'>,
  runs: readonly Run[],
): Run[] {
  const digest = recipeOf(training, notebook)?.digest ?? null;
  return runs.filter(({ request }) => request.kind === 'train' && request.cell.digest === digest);
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

/** Its weights are those that its recipe ends with, so a training can start from them. */
export function isFinished(run: Run): boolean {
  return run.ending?.ending === 'finished' && lastCheckpoint(run.folder) !== undefined;
}

/** A cell as it is written, where what was set for an invocation made another of it. */
function recipeOf(cell: Cell, notebook: Notebook): { cell: Cell; digest: string } | null {
  const written = findCell(notebook, cell.name) ?? cell;
  const digest = digestOf(notebook, written);
  return digest === null ? null : { cell: written, digest };
}

function common(
  cell: Cell,
  { notebook, path: file, text, engine, data, git, version }: Invocation,
): Pick<NewRun, 'notebook' | 'cell' | 'engine' | 'data' | 'git' | 'version'> {
  const { range } = findCell(notebook, cell.name) ?? cell;
  return {
    notebook: file,
    cell: {
      name: cell.name,
      text: text.slice(range.start, range.end),
      digest: recipeOf(cell, notebook)?.digest ?? '',
    },
    engine,
    data,
    git,
    version,
  };
}
