import { tableOf, type Figure, type Mark, type Tables } from '../../../src/figures/index.ts';

export interface ShownFigure {
  readonly figure: Figure;
  readonly tables: Tables;
}

const run = { id: 'run', label: 'a run', slot: 1, look: 'main', legend: null } as const;
const noShown = { data: 'a', columns: [{ column: 'x', head: 'x' }] } as const;

const blocks = {
  blocks: [2, 3],
  shapes: [
    [8, 8, 16],
    [4, 4, 32],
  ],
};

/** A figure of a table `a` with one mark, or several. */
function figureOf(id: string, marks: readonly Mark[], more: Partial<Figure> = {}): Figure {
  return {
    id,
    title: `The ${id}`,
    unit: 'in units',
    label: `What the ${id} show`,
    height: 150,
    x: { title: 'step', scale: 'time', format: 'step' },
    y: { title: 'value', scale: 'linear', format: 'value', domain: [0, 10] },
    series: [run],
    marks,
    group: 'all',
    readout: { values: [{ data: 'a', x: 'x', y: 'y', format: 'value' }], saysPlace: true },
    shown: noShown,
    ...more,
  };
}

const five = { x: [10, 20, 30, 40, 50], y: [2, 7, 4, 9, 1] };

/** Small figures whose places can be computed by hand. */
export const figures: Readonly<Record<string, ShownFigure>> = {
  points: {
    figure: figureOf('points', [{ mark: 'point', data: 'a', series: 'run', x: 'x', y: 'y' }], {
      x: { title: 'τ', scale: 'linear', format: 'value', domain: [0, 60] },
      group: null,
      shown: {
        data: 'a',
        columns: [
          { column: 'x', head: 'τ' },
          { column: 'y', head: 'value' },
        ],
      },
    }),
    tables: { a: tableOf(five) },
  },
  line: {
    figure: figureOf('line', [{ mark: 'line', data: 'a', series: 'run', x: 'x', y: 'y' }], {
      scales: ['linear', 'log'],
      isHeaded: true,
      events: [{ x: 30, label: 'grow', kind: 'event' }],
      shown: { x: 'step', lines: [{ data: 'a', x: 'x', y: 'y', head: 'a run' }] },
    }),
    tables: { a: tableOf(five) },
  },
  stems: {
    figure: figureOf(
      'stems',
      [{ mark: 'stem', data: 'a', series: 'run', x: 'x', y: 'y', from: 3 }],
      { x: { title: 'block', scale: 'block', format: 'count', blocks }, group: 'blocks' },
    ),
    tables: { a: tableOf({ x: [0.5, 1.5, 2.5, 3.5, 4.5], y: five.y }) },
  },
  cells: {
    figure: figureOf(
      'cells',
      [
        {
          ...{ mark: 'cell', data: 'a', series: 'run', value: 'value' },
          ...{ x: 'x', x2: 'x2', y: 'y', y2: 'y2' },
          ramp: { kind: 'one-sided', scale: 'linear', domain: [0, 1], clips: [false, false] },
        },
      ],
      {
        x: { title: 'block', scale: 'block', format: 'count', blocks },
        y: { title: 'step', scale: 'time', format: 'step', isReversed: true },
        group: 'blocks',
      },
    ),
    tables: {
      a: tableOf({
        x: [0, 2, 0, 2],
        x2: [2, 5, 2, 5],
        y: [0, 0, 20, 20],
        y2: [20, 20, 40, 40],
        value: [0, 1, 1, 0],
      }),
    },
  },
  facets: {
    figure: figureOf('facets', [{ mark: 'point', data: 'a', series: 'run', x: 'x', y: 'y' }], {
      facet: 'of',
      group: null,
      x: { title: 'τ', scale: 'linear', format: 'value', domain: [0, 60] },
    }),
    tables: { a: tableOf({ ...five, of: ['one', 'one', 'two', 'two', 'two'] }) },
  },
  boxes: {
    figure: figureOf('boxes', [{ mark: 'box', data: 'a', series: 'run', x: 'count', y: 'y' }], {
      x: { title: 'blocks', scale: 'ordinal', format: 'count' },
      group: null,
      readout: {
        values: [{ data: 'medians', x: 'count', y: 'median', format: 'value' }],
        place: 'place',
      },
    }),
    tables: {
      a: tableOf({ count: [1, 1, 1, 10, 10, 10], y: [1, 2, 3, 6, 7, 8] }),
      medians: tableOf({
        count: [1, 10],
        median: [2, 7],
        place: ['median of 1', 'median of 10'],
      }),
    },
  },
};
