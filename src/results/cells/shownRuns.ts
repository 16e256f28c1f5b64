import {
  compareVariants,
  sameVariant,
  seedKey,
  variantKey,
  withoutKey,
  type Variant,
} from '../../base/index.ts';
import {
  digestOf,
  networkCellOf,
  studyOf,
  trainingCellOf,
  variantsAsked,
  type Cell,
  type Notebook,
} from '../../language/index.ts';
import type { Change } from '../../protocol/index.ts';
import { leadingParent } from '../../record/index.ts';
import { isUsable } from '../../runs/index.ts';
import { askedOfValues, changesBetween } from '../asked.ts';
import { began, chainsOf, type RunChain, type StoredRun } from '../chains/index.ts';

/** A notebook and the runs of its stores. */
export interface CellsAndRuns<R extends StoredRun = StoredRun> {
  readonly notebook: Notebook;
  readonly path: string | null;
  /** Oldest first. */
  readonly runs: readonly R[];
}

/** What of the store belongs to a cell. */
export interface ShownRuns<R extends StoredRun = StoredRun> {
  readonly chains: readonly RunChain<R>[];
  /** Of the same recipe, of variants that the cell does not ask for. */
  readonly variants: readonly RunChain<R>[];
  readonly outOfDate: readonly Change[] | null;
}

/** More of them are found in the list of runs. */
const mostVariants = 100;

export const noRuns: ShownRuns<never> = { chains: [], variants: [], outOfDate: null };

/** What each cell shows that trains or studies. */
export function shownOfCells<R extends StoredRun>(
  subject: CellsAndRuns<R>,
): Map<Cell, ShownRuns<R>> {
  // What was taken out of the queue says nothing of a cell: what it showed before stays.
  const chains = chainsOf(subject.runs.filter(began));
  const { cells } = subject.notebook;
  const shown = new Map<Cell, ShownRuns<R>>();
  for (const cell of cells)
    if (cell.kind === 'train') shown.set(cell, shownOfTraining(cell, subject, chains));
  for (const cell of cells)
    if (isStudy(cell)) shown.set(cell, shownOfStudy(cell, subject, chains, shown));
  return shown;
}

/** The newest chain of each variant: of exactly this training, else of an earlier one of the same name. */
function shownOfTraining<R extends StoredRun>(
  cell: Cell,
  subject: CellsAndRuns<R>,
  chains: readonly RunChain<R>[],
): ShownRuns<R> {
  const digest = digestOf(subject.notebook, cell);
  const trainings = chains.filter(chain => runOf(chain).request.kind === 'train');
  const exact = trainings.filter(chain => runOf(chain).request.cell.digest === digest);
  const asked = variantsAsked(cell);
  const { current, others } = divide(exact, variant => isAmong(asked, variant));
  const rest = trainings.filter(chain => !exact.includes(chain));
  if (current.length > 0 && !isOvertaken(cell, subject, rest, current))
    return { chains: current, variants: others, outOfDate: null };
  return { ...earlier(cell, subject, rest), variants: others };
}

/** The newest chain of each variant: of those that a cell asks for, and of the others. */
function divide<R extends StoredRun>(
  chains: readonly RunChain<R>[],
  isAsked: (variant: Variant) => boolean,
): { readonly current: RunChain<R>[]; readonly others: RunChain<R>[] } {
  const newest = newestOfEach(chains);
  return {
    current: newest.filter(chain => isAsked(variantOf(chain))),
    others: newest.filter(chain => !isAsked(variantOf(chain))).slice(0, mostVariants),
  };
}

function isAmong(variants: readonly Variant[], variant: Variant): boolean {
  return variants.some(each => sameVariant(each, variant));
}

/** The newest study of each run that is shown for its training, else an earlier one. */
function shownOfStudy<R extends StoredRun>(
  cell: Cell,
  subject: CellsAndRuns<R>,
  chains: readonly RunChain<R>[],
  trainings: ReadonlyMap<Cell, ShownRuns<R>>,
): ShownRuns<R> {
  const digest = digestOf(subject.notebook, cell);
  const studies = chains.filter(chain => runOf(chain).request.kind === cell.kind);
  const exact = studies.filter(chain => runOf(chain).request.cell.digest === digest);
  const training = trainingCellOf(subject.notebook, cell);
  const trained = training === null ? undefined : trainings.get(training);
  const asked = training === null ? null : variantsAsked(training);
  const { current, others } = divide(exact, variant =>
    asked === null ? !hasOwnKeys(variant, cell) : isAmong(asked, variant),
  );
  const rest = studies.filter(chain => !exact.includes(chain));
  if (current.length === 0) return { ...earlier(cell, subject, rest), variants: others };
  const outOfDate = trained === undefined ? [] : current.flatMap(study => newerRun(study, trained));
  return {
    chains: current,
    variants: others,
    outOfDate: outOfDate.length > 0 ? outOfDate : null,
  };
}

/** Something was set of the study itself. */
function hasOwnKeys(variant: Variant, { kind }: Cell): boolean {
  return Object.keys(variant).some(key => key.startsWith(`${kind ?? ''}.`));
}

/** The training was run again since, to its end. */
function newerRun<R extends StoredRun>(study: RunChain, trained: ShownRuns<R>): Change[] {
  const { request } = runOf(study);
  const { variant } = request;
  const parent = leadingParent(request);
  if (parent === null || trained.outOfDate !== null) return [];
  const now = trained.chains.find(chain => sameVariant(variantOf(chain), variant));
  if (now === undefined || now.some(part => part.run.id === parent.run)) return [];
  if (!isUsable(runOf(now))) return [];
  return [{ path: 'run', old: parent.run, new: runOf(now).id }];
}

/** Something of an earlier or later text runs or waits under the cell's name, and nothing of this one. */
function isOvertaken<R extends StoredRun>(
  cell: Cell,
  subject: CellsAndRuns<R>,
  chains: readonly RunChain<R>[],
  current: readonly RunChain<R>[],
): boolean {
  if (current.some(isGoing)) return false;
  const newest = namedAs(cell, subject, chains).at(-1);
  return newest !== undefined && isGoing(newest);
}

function isGoing(chain: RunChain): boolean {
  const { life } = runOf(chain);
  return life === 'alive' || life === 'waiting';
}

/**
 * Of another text: the newest run under the cell's name, with all of that text that differ from it by their
 * seed. One of the recipe as it was written goes before those for which something was set.
 */
function earlier<R extends StoredRun>(
  cell: Cell,
  subject: CellsAndRuns<R>,
  chains: readonly RunChain<R>[],
): ShownRuns<R> {
  const named = namedAs(cell, subject, chains);
  const setIn = (chain: RunChain<R>) => variantKey(withoutKey(variantOf(chain), seedKey));
  const newest = named.findLast(chain => setIn(chain) === variantKey({})) ?? named.at(-1);
  if (newest === undefined) return noRuns;
  const { digest } = runOf(newest).request.cell;
  const same = named.filter(
    chain => runOf(chain).request.cell.digest === digest && setIn(chain) === setIn(newest),
  );
  return {
    ...noRuns,
    chains: newestOfEach(same),
    outOfDate: cell.value === null ? null : changesOf(cell, subject, newest),
  };
}

function namedAs<R extends StoredRun>(
  cell: Cell,
  subject: CellsAndRuns<R>,
  chains: readonly RunChain<R>[],
): RunChain<R>[] {
  return chains.filter(chain => {
    const { request } = runOf(chain);
    return request.cell.name === cell.name && request.notebook === subject.path;
  });
}

/** What differs between what a run was asked and what the cell asks now; of a study its training, too. */
function changesOf<R extends StoredRun>(
  cell: Cell,
  { notebook, runs }: CellsAndRuns<R>,
  chain: RunChain<R>,
): Change[] {
  const { request } = runOf(chain);
  const found = changesBetween(
    askedOfValues(request.kind, request.value, request.network, null),
    askedNow(cell, notebook),
  );
  const training = trainingCellOf(notebook, cell);
  const parent = runs.find(each => each.run.id === leadingParent(request)?.run)?.run.request;
  if (training === null || parent === undefined || cell.kind === 'train') return found;
  const old = askedOfValues(parent.kind, parent.value, parent.network, null);
  const changes = changesBetween(old, askedNow(training, notebook));
  return [...found, ...changes.map(c => ({ ...c, path: `${training.name}: ${c.path}` }))];
}

function askedNow(cell: Cell, notebook: Notebook) {
  const { value } = cell;
  const network = networkCellOf(notebook, cell);
  return askedOfValues(
    value?.kind ?? '',
    value?.value,
    network?.value?.kind === 'network' ? { name: network.name, value: network.value.value } : null,
    null,
  );
}

/** Chains are in the order of their making, so that the last of each variant is the newest. */
function newestOfEach<R extends StoredRun>(chains: readonly RunChain<R>[]): RunChain<R>[] {
  const newest = new Map(chains.map(chain => [variantKey(variantOf(chain)), chain]));
  return [...newest.values()].sort((a, b) => compareVariants(variantOf(a), variantOf(b)));
}

function variantOf(chain: RunChain): Variant {
  return runOf(chain).request.variant;
}

/** A view runs nothing. */
export function isStudy({ kind }: Cell): boolean {
  const study = studyOf(kind);
  return study !== undefined && study.isView !== true;
}

/** The last run of a chain, which stands for it. */
export function runOf(chain: RunChain): StoredRun['run'] {
  const last = chain.at(-1);
  if (last === undefined) throw new Error('a chain has at least one run');
  return last.run;
}
