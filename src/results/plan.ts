import { knownDataSets, networkCellOf, type Notebook, type TrainValue } from '../language/index.ts';
import type { CurveAxis, RunCurves } from '../protocol/index.ts';
import { learningRate, stepOfEpoch, type Course } from '../theory/index.ts';
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

/**
 * The learning rate that the recipe plans, over the axis on which rows of training stand: the rate of
 * the update that makes step s stands at s. Null on an axis of time, where the end is not known.
 * About two points a pixel; every jump is exact.
 */
export function planOf(
  recipe: TrainValue | null,
  perEpoch: number | null,
  axis: CurveAxis,
  width: number,
): RunCurves['plan'] {
  if (recipe === null || perEpoch === null || axis === 'seconds') return null;
  const course: Course = {
    stepsPerEpoch: perEpoch,
    steps: stepOfEpoch(recipe.epochs, perEpoch),
    warmup: recipe.warmup,
    growths: recipe.grow?.at ?? [],
    restart: recipe.grow?.restart ?? true,
  };
  const steps = stepsToShow(recipe, course, width);
  const toX = (step: number) => (axis === 'step' ? step : step / perEpoch);
  const rates = steps.map(step => learningRate(recipe.rate, course, step - 1));
  if (!rates.every(Number.isFinite)) return null;
  return {
    end: toX(course.steps),
    rate: {
      x: Float64Array.from(steps, toX),
      y: Float64Array.from(rates),
      thinned: steps.length < course.steps,
    },
    work: null,
  };
}

/** Steps from 1: spread evenly, and both sides of each step at which the rate may jump or turn. */
function stepsToShow(recipe: TrainValue, course: Course, width: number): number[] {
  const most = Math.max(2, Math.min(course.steps, 2 * Math.floor(width)));
  const evenly = Array.from({ length: most }, (_, i) =>
    Math.round(1 + (i * (course.steps - 1)) / (most - 1)),
  );
  const { rate, warmup } = recipe;
  const turns = [warmup, ...course.growths];
  if (rate.kind === 'cosine') turns.push(...rate.restarts);
  if (rate.kind === 'steps') turns.push(...rate.at);
  const around = turns
    .map(epoch => stepOfEpoch(epoch, course.stepsPerEpoch))
    .flatMap(step => [step, step + 1])
    .filter(step => step >= 1 && step <= course.steps);
  return [...new Set([...evenly, ...around])].sort((a, b) => a - b);
}
