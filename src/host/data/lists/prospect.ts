import { formatCount, formatPlural } from '../../../base/index.ts';
import {
  knownDataSets,
  networkCellOf,
  trainingCellOf,
  whyNotRunnable,
  type Cell,
  type Notebook,
  type TrainValue,
} from '../../../language/index.ts';
import { countBlocks, networkAtEnd } from '../../../network/index.ts';
import { presentations } from '../../../studies/present.index.ts';

/** What running a cell would do, in a sentence without a full stop; null for what does not run. Why not, for a study that this version cannot run. */
export function prospectOf(notebook: Notebook, cell: Cell): string | null {
  const { value } = cell;
  if (value === null || value.kind === 'note' || value.kind === 'network') return null;
  if (value.kind === 'train') return trainingProspect(value.value);
  const why = whyNotRunnable(notebook, cell);
  const study = presentations.get(value.kind);
  if (why !== null || study?.prospect === undefined) return why;
  // The kind says which value it is, which the compiler cannot follow through a lookup.
  const work = study.prospect(value.value as never, blocksOf(cell, notebook));
  const examples = examplesText(value.value, trainingOf(cell, notebook));
  return examples === null ? work : `${work} on ${examples}`;
}

function trainingProspect({ data, epochs, batch, seeds, from }: TrainValue): string {
  const known = knownDataSets.get(data.set)?.train;
  const examples =
    data.trainSubset ?? (known === undefined ? undefined : known - (data.validation || 0));
  const steps = examples === undefined ? 0 : Math.round(epochs * Math.floor(examples / batch));
  const start = from === null ? '' : `, from the weights of ${from}`;
  const many = `${start}${seeds.length > 1 ? `, for each of ${seeds.length} seeds` : ''}`;
  return steps > 0
    ? `${formatPlural(steps, 'step')} of ${formatCount(batch)} images of ${data.set}${many}`
    : `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${data.set} in batches of ${formatCount(batch)}${many}`;
}

/** `1,000 test images of mnist-sample`; null for a study that looks at none. */
function examplesText(value: object, training: TrainValue | null): string | null {
  if (!('split' in value && 'examples' in value)) return null;
  const { split, examples } = value;
  const set = training?.data.set;
  const known = set === undefined ? undefined : knownDataSets.get(set);
  const subset = split === 'test' ? training?.data.testSubset : null;
  const all = subset ?? (split === 'test' ? known?.test : undefined);
  const count = typeof examples === 'number' ? Math.min(examples, all ?? Infinity) : all;
  const of = set === undefined ? '' : ` of ${set}`;
  const many = count === undefined ? 'all' : formatCount(count);
  return `${many} ${String(split)} images${of}`;
}

/** Blocks of the network that is studied, grown as its recipe says. */
function blocksOf(cell: Cell, notebook: Notebook): number | null {
  const training = trainingCellOf(notebook, cell);
  const network = training && networkCellOf(notebook, training)?.value;
  const recipe = trainingOf(cell, notebook);
  if (recipe === null || network?.kind !== 'network') return null;
  return countBlocks(networkAtEnd(network.value, recipe));
}

function trainingOf(cell: Cell, notebook: Notebook): TrainValue | null {
  const value = trainingCellOf(notebook, cell)?.value;
  return value?.kind === 'train' ? value.value : null;
}
