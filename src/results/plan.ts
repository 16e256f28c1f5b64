import { knownDataSets, networkCellOf, type Notebook, type TrainValue } from '../language/index.ts';
import type { Joined } from './chain.ts';
import type { Recipe } from './types.ts';

/** The recipe of a train cell, with the steps of an epoch of a data set that is known. */
export function recipeOfCell(notebook: Notebook, name: string): Recipe | null {
  const cell = notebook.cells.find(c => c.kind === 'train' && c.name === name);
  const value = cell?.value;
  if (cell === undefined || value?.kind !== 'train') return null;
  const network = networkCellOf(notebook, cell)?.value;
  return {
    value: value.value,
    network: network?.kind === 'network' ? network.value : null,
    stepsPerEpoch: stepsPerEpochIn(value.value),
  };
}

/** Full batches of the training set that a recipe asks for; null where the size of the set is not known. */
export function stepsPerEpochIn({ data, batch }: TrainValue): number | null {
  const all = knownDataSets.get(data.set)?.train;
  const examples = data.trainSubset ?? (all === undefined ? null : all - data.validation);
  return (examples !== null && Math.floor(examples / batch)) || null;
}

/** Steps of an epoch, as the rows of training tell them; null before the first. */
export function stepsPerEpochOf(train: Joined): number | null {
  const [steps, epochs] = [train.column('step'), train.column('epoch')];
  const ratio = (steps[train.length - 1] ?? NaN) / (epochs[train.length - 1] ?? NaN);
  const perEpoch = Math.round(ratio);
  return Number.isFinite(ratio) && perEpoch >= 1 ? perEpoch : null;
}
