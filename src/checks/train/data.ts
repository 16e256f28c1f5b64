import { formatPlural } from '../../base/index.ts';
import { didYouMean, type Diagnostic, formatShape, isDataPath } from '../../language/index.ts';
import {
  type Check,
  type CheckContext,
  type CheckedCell,
  fixAt,
  networkOf,
  placeOf,
} from '../check.ts';
import { leastEpochs, stepOfEpoch } from '../../theory/index.ts';
import type { WorldDataSet } from '../world.ts';

/** The data set exists, fits the network, and has enough examples. */
export const checkData: Check<'train'> = function* (train, context) {
  const { cell, value } = train;
  const { dataSets, ownSets } = context.world;
  const { set } = value.data;
  if (dataSets === undefined || isDataPath(set)) return;
  const facts = dataSets.get(set);
  const setRange = placeOf(cell, cell.positions.get(['data', 'set']) ? ['data', 'set'] : ['data']);
  if (facts === undefined) {
    if (ownSets === undefined || ownSets.has(set)) return;
    const names = [...dataSets.keys()].map(n => `\`${n}\``).join(', ');
    yield {
      code: 'data.unknown',
      severity: 'error',
      message: `There is no data set \`${set}\`.${didYouMean(set, [...dataSets.keys(), ...ownSets])} Known are ${names}; a folder of your own is a path, e.g. \`./${set}\`, or lies in the data folder (\`--data\`, RESIDUAL_LAB_DATA, \`residualLab.dataFolder\`).`,
      range: setRange,
    };
    return;
  }
  yield* checkCounts(train, facts);
  yield* checkFit(train, facts, setRange, context);
};

function* checkFit(
  train: CheckedCell<'train'>,
  facts: WorldDataSet,
  setRange: Diagnostic['range'],
  context: CheckContext,
): Iterable<Diagnostic> {
  const network = networkOf(train, context);
  if (network === null) return;
  const { input, classes } = network.value;
  const set = train.value.data.set;
  // The number in the network is the mistake where it is written; else the data set is the place.
  const place = (key: 'input' | 'classes') => {
    const written = network.cell.positions.get([key])?.value;
    return written === undefined
      ? { range: setRange }
      : { range: written, related: [{ message: 'The data set is named here.', range: setRange }] };
  };
  if (facts.classes !== null && facts.classes !== classes)
    yield {
      code: 'data.classes',
      severity: classes < facts.classes ? 'error' : 'warning',
      message: `\`${set}\` has ${facts.classes} classes, the network \`${network.cell.name}\` ${classes}; write \`classes: ${facts.classes}\` there.`,
      ...place('classes'),
    };
  if (facts.shape !== null && formatShape(facts.shape) !== formatShape(input))
    yield {
      code: 'data.shape',
      severity: 'error',
      message: `Images of \`${set}\` are ${formatShape(facts.shape)}, the network \`${network.cell.name}\` takes ${formatShape(input)}; write \`input: [${facts.shape.join(', ')}]\` there.`,
      ...place('input'),
    };
}

function* checkCounts(
  { cell, value }: CheckedCell<'train'>,
  facts: WorldDataSet,
): Iterable<Diagnostic> {
  const { set, validation, trainSubset, testSubset } = value.data;
  const subsets = [
    ['train', trainSubset, facts.train],
    ['test', testSubset, facts.test],
  ] as const;
  for (const [key, asked, has] of subsets)
    if (asked !== null && has !== null && asked > has)
      yield {
        code: 'data.subset',
        severity: 'error',
        message: `\`${set}\` has ${has} ${key} examples, fewer than ${asked}; ask for at most ${has}.`,
        range: placeOf(cell, ['data', key]),
        fix: fixAt(cell, ['data', key], String(has)),
      };
  if (facts.train === null) return;
  if (validation >= facts.train) {
    yield {
      code: 'data.validation',
      severity: 'error',
      message: `\`${set}\` has ${facts.train} training examples; holding out ${validation} leaves none. Hold out fewer.`,
      range: placeOf(cell, ['data', 'validation']),
    };
    return;
  }
  const left = Math.min(facts.train - validation, trainSubset ?? Infinity);
  if (value.batch > left)
    yield {
      code: 'data.batch',
      severity: 'error',
      message: `A batch of ${value.batch} is more than the ${left} training examples, so there is no full batch; lower \`batch\`.`,
      range: placeOf(cell, ['batch']),
    };
  const stepsPerEpoch = Math.floor(left / value.batch);
  if (stepsPerEpoch > 0 && stepOfEpoch(value.epochs, stepsPerEpoch) < 1)
    yield {
      code: 'train.no-step',
      severity: 'error',
      message: `An epoch has ${formatPlural(stepsPerEpoch, 'step')}, so that ${value.epochs} of one is less than half a step and nothing would be trained; write at least ${leastEpochs(stepsPerEpoch)}.`,
      range: placeOf(cell, ['epochs']),
      fix: fixAt(cell, ['epochs'], String(leastEpochs(stepsPerEpoch))),
    };
  else if (stepsPerEpoch > 0) yield* roundedAway({ cell, value }, stepsPerEpoch);
}

/** What a schedule says of less than half a step: it is rounded to a whole number of steps, and that is none. */
function* roundedAway(
  { cell, value }: CheckedCell<'train'>,
  perEpoch: number,
): Iterable<Diagnostic> {
  const of = `An epoch has ${formatPlural(perEpoch, 'step')}, so that`;
  const least = leastEpochs(perEpoch);
  const isNone = (epoch: number) => epoch > 0 && stepOfEpoch(epoch, perEpoch) < 1;
  if (isNone(value.warmup))
    yield {
      code: 'rate.warmup',
      severity: 'warning',
      message: `${of} ${value.warmup} of one is less than half a step and nothing warms up; write at least ${least}, or 0.`,
      range: placeOf(cell, ['warmup']),
    };
  const { rate } = value;
  const changes =
    rate.kind === 'steps'
      ? { epochs: rate.at, path: ['rate', 'steps', 'at'] }
      : { epochs: rate.kind === 'cosine' ? rate.restarts : [], path: ['rate', 'restarts'] };
  const growths = { epochs: value.grow?.at ?? [], path: ['grow', 'at'] };
  for (const [code, { epochs, path }] of [
    ['rate.outside', changes],
    ['grow.outside', growths],
  ] as const)
    for (const [i, epoch] of epochs.entries())
      if (isNone(epoch))
        yield {
          code,
          severity: 'warning',
          message: `${of} ${epoch} of one is less than half a step and this happens before the first; write at least ${least}.`,
          range: placeOf(cell, [...path, i]),
        };
}
