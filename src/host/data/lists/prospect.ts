import { formatCount, formatPlural } from '../../../base/index.ts';
import {
  knownDataSets,
  networkCellOf,
  trainingCellOf,
  whyNotRunnable,
  type Cell,
  type LesionValue,
  type Notebook,
  type NormsValue,
  type TrainValue,
} from '../../../language/index.ts';
import { countBlocks, networkAtEnd } from '../../../network/index.ts';

/** What running a cell would do, in a sentence without a full stop; null for what does not run. Why not, for a study that this version cannot run. */
export function prospectOf(notebook: Notebook, cell: Cell): string | null {
  const { value } = cell;
  switch (value?.kind) {
    case 'train':
      return trainingProspect(value.value);
    case 'norms':
    case 'lesion': {
      const work =
        value.kind === 'norms'
          ? normsWork(cell, notebook)
          : lesionWork(value.value, cell, notebook);
      return `${work} on ${examplesText(value.value, trainingOf(cell, notebook))}`;
    }
    case 'paths':
    case 'levels':
    case 'warp':
    case 'compare':
      return whyNotRunnable(notebook, cell);
    case 'note':
    case 'network':
    case undefined:
      return null;
  }
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

function normsWork(cell: Cell, notebook: Notebook): string {
  const blocks = blocksOf(cell, notebook);
  return blocks === null ? 'norms of every block' : `norms of ${formatPlural(blocks, 'block')}`;
}

function lesionWork(value: LesionValue, cell: Cell, notebook: Notebook): string {
  const blocks = blocksOf(cell, notebook);
  const each = blocks === null ? 'the removal of each block' : formatPlural(blocks, 'removal');
  const parts: string[] = [];
  if (value.remove === 'each') parts.push(each);
  else if (value.remove !== null)
    parts.push(formatPlural(value.remove.length * value.repeats, 'random removal'));
  if (value.swap !== null)
    parts.push(formatPlural(value.swap.length * value.repeats, 'reordering'));
  return parts.join(' and ');
}

function examplesText(value: NormsValue | LesionValue, training: TrainValue | null): string {
  const set = training?.data.set;
  const known = set === undefined ? undefined : knownDataSets.get(set);
  const subset = value.split === 'test' ? training?.data.testSubset : null;
  const all = subset ?? (value.split === 'test' ? known?.test : undefined);
  const count = value.examples === null ? all : Math.min(value.examples, all ?? Infinity);
  const of = set === undefined ? '' : ` of ${set}`;
  return count === undefined
    ? `all ${value.split} images${of}`
    : `${formatCount(count)} ${value.split} images${of}`;
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
