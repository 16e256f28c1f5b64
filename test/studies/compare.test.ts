import { expect, it } from 'vitest';
import { usualQuestion } from '../../src/curves/index.ts';
import type { Presented, Table } from '../../src/figures/index.ts';
import { presentation } from '../../src/studies/compare/present.ts';
import type {
  BlockQuantity,
  RecordedBlocks,
  TrainingRun,
} from '../../src/studies/contract/present.ts';
import { steps, trainedRun, viewOf } from '../curves/support.ts';

const shapes = [
  [8, 8, 16],
  [4, 4, 32],
];

function recorded(blocks: readonly number[], residual: readonly number[]): RecordedBlocks {
  const ratio = Float32Array.from(residual, () => 1.5);
  return {
    axis: { blocks, shapes },
    step: 40,
    steps: Int32Array.of(40),
    planned: 40,
    columns: { residual: Float32Array.from(residual), ratio },
    stepSize: 1,
    beforeGrowth: null,
    extent: {},
  };
}

function cost(blocks: readonly number[], values: readonly number[]): BlockQuantity {
  return {
    ...{ id: 'cost', title: 'Cost of removing the block', unit: 'points of error', short: 'cost' },
    format: 'points',
    axis: { blocks, shapes },
    values: Float64Array.from(values),
  };
}

function training(
  cell: string,
  seed: number,
  record: RecordedBlocks | null,
  costs: readonly BlockQuantity[] = [],
): TrainingRun {
  return {
    ...trainedRun({
      id: `${cell}${seed}`,
      cell,
      seed,
      label: `${cell}, seed ${seed}`,
      train: steps(1, 40, () => ({ loss: 1 })),
    }),
    blocks: () => record ?? { reason: 'Nothing was recorded.' },
    heat: () => [],
    course: () => null,
    byBlock: () => costs,
  };
}

function present(trainings: readonly TrainingRun[]): Presented {
  const results = {
    value: null,
    name: 'c',
    runs: [],
    trainings,
    frame: null,
    selected: null,
    view: viewOf(),
    bandFactor: 1,
  };
  return (
    presentation.present?.(results) ??
    (() => {
      throw new Error('compare shows nothing');
    })()
  );
}

const columns = (table: Table | undefined) =>
  Object.fromEntries(
    Object.entries(table?.columns ?? {}).map(([name, values]) => [
      name,
      Array.from<string | number>(values),
    ]),
  );

const plain = (shown: Presented) =>
  shown.sentences.map(({ text }) =>
    text.map(part => (typeof part === 'string' ? part : part.strong)).join(''),
  );

it('lays norms over each other, with what one is to the other below', () => {
  const shown = present([
    training('a', 1, recorded([2, 1], [1, 2, 4])),
    training('b', 1, recorded([2, 1], [2, 4, 8])),
  ]);
  const blocks = shown.figures.filter(({ group }) => group === 'blocks');
  expect(blocks.map(({ id, title }) => [id, title])).toEqual([
    ['residual', 'Residual'],
    ['residual against', 'Residual, b / a'],
    ['ratio', 'Gradient ratio'],
    ['ratio against', 'Gradient ratio, b / a'],
  ]);
  // The line breaks where the shape changes.
  expect(columns(shown.tables['residual'])).toEqual({
    block: ['1.1', '1.2', '', '2.1'],
    x: [0.5, 1.5, 2, 2.5],
    'y 0': [1, 2, NaN, 4],
    'y 1': [2, 4, NaN, 8],
  });
  expect(columns(shown.tables['residual against'])).toEqual({
    block: ['1.1', '1.2', '2.1'],
    x: [0.5, 1.5, 2.5],
    'y 0': [2, 2, 2],
  });
  expect(plain(shown).find(text => text.startsWith('Same shape'))).toBe(
    'Same shape: 3 blocks. The residuals of b are 2.0 times those of a (geometric mean over blocks).',
  );
  expect(shown.listed.at(-1)?.columns.map(({ head }) => head)).toEqual([
    'block',
    '‖G‖ a',
    'b',
    'b / a',
    'g ratio a',
    'b',
  ]);
  expect(shown.listed.at(-1)?.columns.map(({ column, name = column }) => name)).toEqual([
    'block',
    '‖G‖ a',
    '‖G‖ b',
    '‖G‖ b / a',
    'g ratio a',
    'g ratio b',
  ]);
});

it('means over seeds, with the least and the greatest', () => {
  const shown = present([
    training('a', 1, recorded([1, 1], [1, 2])),
    training('a', 2, recorded([1, 1], [3, 2])),
    training('b', 1, recorded([1, 1], [2, 2])),
  ]);
  expect(columns(shown.tables['residual'])).toMatchObject({
    'y 0': [2, NaN, 2],
    'low 0': [1, NaN, 2],
    'high 0': [3, NaN, 2],
    'y 1': [2, NaN, 2],
  });
  const residual = shown.figures.find(({ id }) => id === 'residual');
  expect(residual?.series.map(({ label }) => label)).toEqual(['a', 'b', '']);
});

it('puts a network of another depth at the same place in its stages', () => {
  const shown = present([
    training('a', 1, recorded([1, 1], [1, 2])),
    training('b', 1, recorded([2, 2], [4, 6, 8, 10])),
  ]);
  expect(columns(shown.tables['residual of 0'])).toEqual({
    block: ['1.1', '', '2.1'],
    x: [1, 2, 3],
    'y 0': [1, NaN, 2],
  });
  expect(columns(shown.tables['residual against'])).toMatchObject({ 'y 0': [4, 6, 4, 5] });
  expect(
    plain(shown).some(text => text.startsWith('Blocks: a 2, b 4, drawn at the same place')),
  ).toBe(true);
});

it('shows what studies say of each block, as differences', () => {
  const shown = present([
    training('a', 1, recorded([1, 1], [1, 1]), [cost([1, 1], [0.1, 0.02])]),
    training('b', 1, recorded([1, 1], [1, 1]), [cost([1, 1], [0.4, 0.02])]),
  ]);
  expect(shown.figures.find(({ id }) => id === 'cost against')?.title).toBe('Cost, b − a');
  expect(columns(shown.tables['cost against'])['y 0']).toEqual([expect.closeTo(0.3, 12), 0]);
  expect(plain(shown).join(' ')).toContain(
    'Removing block 1.1 tells them apart most: +10.0 points in a, +40.0 in b.',
  );
});

it('says what is not shown by block', () => {
  const shown = present([
    training('a', 1, recorded([1, 1], [1, 1])),
    training('b', 1, recorded([1, 1], [1, 1])),
    training('c', 1, null),
  ]);
  expect(plain(shown).at(-1)).toBe(
    'Not shown by block, for want of norms, of like stages or of room: c. What a block costs shows once a lesion of each block has run of a, b.',
  );
  expect(
    present([training('a', 1, null), training('b', 1, null)]).figures.every(
      ({ group }) => group === 'curves',
    ),
  ).toBe(true);
});

it('takes what is usual where a cell says nothing', () => {
  const shown = present([training('a', 1, null), training('b', 1, null)]);
  expect(shown.figures[0]?.x.title).toBe(usualQuestion.by);
});
