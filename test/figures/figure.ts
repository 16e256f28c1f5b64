import type { Axis, Figure, Mark, Series, Table, Tables } from '../../src/figures/index.ts';

/** Columns as a table. */
export function table(
  columns: Readonly<Record<string, readonly number[] | readonly string[]>>,
): Table {
  const lists = Object.entries(columns);
  return {
    rows: Math.max(0, ...lists.map(([, values]) => values.length)),
    columns: Object.fromEntries(
      lists.map(([name, values]) => [
        name,
        values.every(v => typeof v === 'number') ? Float64Array.from(values) : (values as string[]),
      ]),
    ),
  };
}

export const axis = (some: Partial<Axis> = {}): Axis => ({
  title: 'x',
  scale: 'linear',
  format: 'value',
  ...some,
});

export const series = (some: Partial<Series> = {}): Series => ({
  id: 'a',
  label: 'a',
  slot: 0,
  look: 'main',
  legend: null,
  ...some,
});

export const line = {
  mark: 'line',
  data: 't',
  series: 'a',
  x: 'x',
  y: 'y',
} as const satisfies Mark;

/** A figure of table `t` with columns x and y, 262 wide and 128 high: a plot area of 200 by 100 pixels from (52, 6). */
export function figure(some: Partial<Figure> = {}): Figure {
  return {
    id: 'f',
    title: 'f',
    unit: '',
    label: '',
    height: 128,
    x: axis(),
    y: axis(),
    series: [series()],
    marks: [line],
    group: null,
    shown: { data: 't', columns: [] },
    ...some,
  };
}

export const width = 262;

/** Table `t` of the figure. */
export function points(x: readonly number[], y: readonly number[]): Tables {
  return { t: table({ x, y }) };
}
