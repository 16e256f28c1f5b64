import { leadingParent } from '../../../record/index.ts';
import {
  compareVariants,
  sameVariant,
  seedKey,
  variantKey,
  withoutKey,
  type Variant,
} from '../../../base/index.ts';
import {
  variantsAsked,
  digestOf,
  networkCellOf,
  trainingCellOf,
  trainingCellsOf,
  type Cell,
  type Notebook,
  studyOf,
} from '../../../language/index.ts';
import { isUsable } from '../../../runs/index.ts';
import type { CellState, CellStatus, Change } from '../../../protocol/index.ts';
import { askedOfValues, changesBetween } from '../../../results/index.ts';
import type { IndexedRun } from '../types.ts';
import { began, chainsOf, type RunChain } from './chains.ts';
import { noAnnotation } from './annotations.ts';
import { prospectOf } from './prospect.ts';
import { lesionsAmong } from './lesions.ts';
import { runViewOf } from './runView.ts';

/** A notebook as states need it. */
export interface Subject {
  readonly notebook: Notebook;
  readonly path: string | null;
  readonly keys: readonly string[];
  /** Offsets at which errors begin, and their lines from 0. */
  readonly errors: readonly { readonly offset: number; readonly line: number }[];
  readonly runs: readonly IndexedRun[];
  /** Slot of a train cell by its name. */
  readonly slotOf: (cell: string) => number;
}

/** What of the store belongs to a cell. */
interface Shown {
  readonly chains: readonly RunChain[];
  /** Of the same recipe, of variants that the cell does not ask for. */
  readonly variants: readonly RunChain[];
  readonly outOfDate: readonly Change[] | null;
}

/** More of them are found in the list of runs. */
const mostVariants = 100;

const none: Shown = { chains: [], variants: [], outOfDate: null };

/** The state of every cell, in the order of the file. */
export function cellStates(subject: Subject): CellState[] {
  // What was taken out of the queue says nothing of a cell: what it showed before stays.
  const chains = chainsOf(subject.runs.filter(began));
  const shown = new Map<Cell, Shown>();
  for (const cell of subject.notebook.cells)
    if (cell.kind === 'train') shown.set(cell, shownOfTraining(cell, subject, chains));
  const lesionOf = lesionsAmong(subject.runs);
  const viewsOf = (chains: readonly RunChain[] | undefined, slot: number) =>
    (chains ?? []).map(chain => runViewOf(chain, slot, noAnnotation, lesionOf(chain)));
  return subject.notebook.cells.map((cell, i) => {
    const found = shown.get(cell) ?? shownOfStudy(cell, subject, chains, shown);
    const trainings = trainingCellsOf(subject.notebook, cell);
    const slot = subject.slotOf((trainings[0] ?? cell).name);
    return {
      cell: subject.keys[i] ?? '',
      status: statusOf(cell, subject, found, shown),
      runs: viewsOf(found.chains, slot),
      variants: viewsOf(found.variants, slot),
      studied: trainings.flatMap(each =>
        viewsOf(shown.get(each)?.chains, subject.slotOf(each.name)),
      ),
      outOfDate: found.outOfDate,
      prospect: prospectOf(subject.notebook, cell),
    };
  });
}

/** The newest chain of each variant: of exactly this training, else of an earlier one of the same name. */
function shownOfTraining(cell: Cell, subject: Subject, chains: readonly RunChain[]): Shown {
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
function divide(
  chains: readonly RunChain[],
  isAsked: (variant: Variant) => boolean,
): { readonly current: RunChain[]; readonly others: RunChain[] } {
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
function shownOfStudy(
  cell: Cell,
  subject: Subject,
  chains: readonly RunChain[],
  trainings: ReadonlyMap<Cell, Shown>,
): Shown {
  if (!isStudy(cell)) return none;
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
function newerRun(study: RunChain, trained: Shown): Change[] {
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
function isOvertaken(
  cell: Cell,
  subject: Subject,
  chains: readonly RunChain[],
  current: readonly RunChain[],
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
function earlier(cell: Cell, subject: Subject, chains: readonly RunChain[]): Shown {
  const named = namedAs(cell, subject, chains);
  const setIn = (chain: RunChain) => variantKey(withoutKey(variantOf(chain), seedKey));
  const newest = named.findLast(chain => setIn(chain) === variantKey({})) ?? named.at(-1);
  if (newest === undefined) return none;
  const { digest } = runOf(newest).request.cell;
  const same = named.filter(
    chain => runOf(chain).request.cell.digest === digest && setIn(chain) === setIn(newest),
  );
  return {
    ...none,
    chains: newestOfEach(same),
    outOfDate: cell.value === null ? null : changesOf(cell, subject, newest),
  };
}

function namedAs(cell: Cell, subject: Subject, chains: readonly RunChain[]): RunChain[] {
  return chains.filter(chain => {
    const { request } = runOf(chain);
    return request.cell.name === cell.name && request.notebook === subject.path;
  });
}

/** What differs between what a run was asked and what the cell asks now; of a study its training, too. */
function changesOf(cell: Cell, { notebook, runs }: Subject, chain: RunChain): Change[] {
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

function statusOf(
  cell: Cell,
  subject: Subject,
  shown: Shown,
  trainings: ReadonlyMap<Cell, Shown>,
): CellStatus {
  const { start, end } = cell.range;
  const errors = subject.errors.filter(({ offset }) => start <= offset && offset < end);
  const [first] = errors;
  if (first !== undefined) return { status: 'invalid', problems: errors.length, line: first.line };
  if (cell.kind === 'train' || isStudy(cell)) {
    if (shown.chains.length > 0 && shown.outOfDate === null) return { status: 'run' };
    const training = cell.kind === 'train' ? null : trainingCellOf(subject.notebook, cell);
    if (training !== null && !hasUsable(trainings.get(training)))
      return { status: 'waits', on: training.name };
    return { status: shown.chains.length > 0 ? 'run' : 'never' };
  }
  return { status: 'still' };
}

function hasUsable(shown: Shown | undefined): boolean {
  if (shown === undefined || shown.outOfDate !== null) return false;
  return shown.chains.some(chain => isUsable(runOf(chain)));
}

/** Chains are in the order of their making, so that the last of each variant is the newest. */
function newestOfEach(chains: readonly RunChain[]): RunChain[] {
  const newest = new Map(chains.map(chain => [variantKey(variantOf(chain)), chain]));
  return [...newest.values()].sort((a, b) => compareVariants(variantOf(a), variantOf(b)));
}

function variantOf(chain: RunChain): Variant {
  return runOf(chain).request.variant;
}

/** A view runs nothing. */
function isStudy({ kind }: Cell): boolean {
  const study = studyOf(kind);
  return study !== undefined && study.isView !== true;
}

function runOf(chain: RunChain): IndexedRun['run'] {
  const last = chain.at(-1);
  if (last === undefined) throw new Error('a chain has at least one run');
  return last.run;
}
