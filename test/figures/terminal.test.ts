import { describe, expect, it } from 'vitest';
import {
  figureLines,
  listedLines,
  tableOf,
  type Figure,
  type Mark,
} from '../../src/figures/index.ts';
import { Canvas } from '../../src/figures/terminal/canvas.ts';

const ascii = { columns: 72, isUnicode: false };
const braille = { columns: 72, isUnicode: true };

function figureOf(marks: readonly Mark[], more: Partial<Figure> = {}): Figure {
  return {
    id: 'f',
    title: 'Loss',
    unit: 'nats',
    label: '',
    height: 150,
    x: { title: 'x', scale: 'linear', format: 'value' },
    y: { title: 'y', scale: 'linear', format: 'value' },
    series: [
      { id: 'a', label: 'deep', slot: 0, look: 'main', legend: null },
      { id: 'b', label: 'base', slot: 1, look: 'main', legend: null },
      { id: 't', label: 'theory', slot: null, look: 'theory', legend: null },
    ],
    marks,
    group: null,
    shown: { x: 'x', lines: [] },
    ...more,
  };
}

const line = (data: string, series: string): Mark => ({
  mark: 'line',
  data,
  series,
  x: 'x',
  y: 'y',
});
const point = (data: string, series: string): Mark => ({
  mark: 'point',
  data,
  series,
  x: 'x',
  y: 'y',
});

/** Rows of the plot without their labels, and the sign column at which it begins. */
function plotOf(lines: readonly string[]): { rows: string[]; labels: string[] } {
  const inPlot = lines.filter(l => /^\s*\S*[|+│┤]/u.test(l) && !/[└]|\+[-+]{3}/u.test(l));
  const edge = Math.min(...inPlot.map(l => l.search(/[|│┤]|\+/u)));
  return {
    rows: inPlot.map(l => l.slice(edge + 1)),
    labels: inPlot.map(l => l.slice(0, edge).trim()),
  };
}

describe('Canvas', () => {
  it('sets the eight dots of a braille sign', () => {
    const canvas = new Canvas(1, 1, braille);
    for (const [x, y, sign] of [
      [0, 0, '⠁'],
      [1, 3, '⢁'],
      [0, 3, '⣁'],
    ] as const) {
      canvas.set(x, y, '*');
      expect(canvas.line(0)).toBe(sign);
    }
    canvas.set(2, 0, '*');
    canvas.set(0, -1, '*');
    expect(canvas.line(0)).toBe('⣁');
  });

  it('has one dot to a sign in ASCII, as the sign that set it, and signs on top', () => {
    const canvas = new Canvas(3, 1, ascii);
    canvas.set(0, 0, 'a');
    canvas.set(1, 0, 'a');
    canvas.set(1, 0, 'b');
    expect(canvas.put(0, 0, '^')).toBe(true);
    expect(canvas.put(3, 0, '^')).toBe(false);
    expect(canvas.line(0)).toBe('^b ');
  });
});

describe('figureLines', () => {
  it('puts each point where the ticks say', () => {
    const tables = { p: tableOf({ x: [0, 25, 50, 100], y: [0, 10, 30, 40] }) };
    const lines = figureLines(figureOf([point('p', 'a')]), tables, ascii);
    const { rows, labels } = plotOf(lines);
    const floor = lines.findIndex(l => /\+[-+]{3}/.test(l));
    const edge = (lines[floor] ?? '').indexOf('+');
    const values = (lines[floor + 1] ?? '').trim().split(/\s+/).slice(1).map(Number);
    const ticks = [...(lines[floor] ?? '').slice(edge + 1)].flatMap((c, i) =>
      c === '+' ? [i] : [],
    );
    expect(ticks).toHaveLength(values.length);
    const columnOf = (x: number) => along(x, values, ticks);
    const named = labels.flatMap((label, row) =>
      label === '' ? [] : [[Number(label), row] as const],
    );
    const rowOf = (y: number) =>
      along(
        y,
        named.map(n => n[0]),
        named.map(n => n[1]),
      );
    const found = rows.flatMap((row, r) =>
      [...row].flatMap((sign, c) => (sign === 'o' ? [[c, r]] : [])),
    );
    expect(found).toHaveLength(4);
    for (const [x, y] of [
      [0, 0],
      [25, 10],
      [50, 30],
      [100, 40],
    ] as const) {
      const near = found.filter(
        ([c = 0, r = 0]) => Math.abs(c - columnOf(x)) <= 1 && Math.abs(r - rowOf(y)) <= 1,
      );
      expect(near, `${x} ${y}`).toHaveLength(1);
    }
  });

  it('tells runs apart by letters, which the legend names, and draws theory as dots', () => {
    const tables = {
      a: tableOf({ x: [0, 100], y: [0, 100] }),
      b: tableOf({ x: [0, 100], y: [100, 0] }),
      t: tableOf({ x: [0, 100], y: [50, 50] }),
    };
    const lines = figureLines(
      figureOf([line('a', 'a'), line('b', 'b'), line('t', 't')]),
      tables,
      ascii,
    );
    expect(lines.at(-1)).toBe('  a deep   b base   .. theory');
    const { rows } = plotOf(lines);
    expect(rows[0]?.trim()).toMatch(/^b+ +a+$/);
    expect(rows.at(-1)?.trim()).toMatch(/^a+ +b+$/);
    const middle = rows.find(row => row.includes('. '));
    expect(middle?.replace(/[ab]/g, ' ').trim()).toMatch(/^\.( {2}\.| {3,}\.)+/);
  });

  it('has one run without letter and legend', () => {
    const tables = { a: tableOf({ x: [0, 100], y: [0, 100] }) };
    const text = figureLines(figureOf([line('a', 'a')]), tables, ascii).join('\n');
    expect(text).toContain('*');
    expect(text).not.toContain('deep');
  });

  it('breaks a line where there is no value', () => {
    const x = Array.from({ length: 101 }, (_, i) => i);
    const tables = { a: tableOf({ x, y: x.map(v => (v > 40 && v < 60 ? NaN : 1)) }) };
    const { rows } = plotOf(figureLines(figureOf([line('a', 'a')]), tables, ascii));
    expect(rows.map(r => r.trim()).filter(r => r !== '')).toEqual([
      expect.stringMatching(/^\*{20,} {8,16}\*{20,}$/),
    ]);
  });

  it('marks what lies beyond the axis at its edge', () => {
    const axis = { title: 'y', scale: 'linear', format: 'value', domain: [0, 10] } as const;
    const tables = { p: tableOf({ x: [0, 50, 100], y: [5, 1000, -7] }) };
    const lines = figureLines(figureOf([line('p', 'a')], { y: axis }), tables, braille);
    const { rows } = plotOf(lines);
    expect(rows[0]).toContain('▲');
    expect(rows.at(-1)).toContain('▼');
    expect(lines.join('')).not.toMatch(/[\^]/);
  });

  it('keeps within the columns of the terminal, and within ASCII where it has no more', () => {
    const tables = { a: tableOf({ x: [0, 1e6], y: [1e-9, 3e-9] }) };
    const figure = figureOf([line('a', 'a')], { title: 'σ − ‖F‖ · ½', unit: '± τ' });
    for (const screen of [ascii, braille, { columns: 40, isUnicode: false }])
      for (const row of figureLines(figure, tables, screen)) {
        expect([...row].length).toBeLessThanOrEqual(screen.columns);
        if (!screen.isUnicode) expect(row).toMatch(/^[\x20-\x7e]*$/);
      }
    expect(figureLines(figure, tables, ascii).join('\n')).toMatch(/2 x 10\^-9/);
  });

  it('shades a heat map from light to dark, by the mean of what a sign covers', () => {
    const ramp = {
      kind: 'one-sided',
      scale: 'linear',
      domain: [0, 1],
      clips: [false, false],
    } as const;
    const cells = { x: [0, 1, 2], x2: [1, 2, 3], y: [0, 0, 0], y2: [1, 1, 1], v: [0, 1, NaN] };
    const mark: Mark = {
      mark: 'cell',
      data: 'h',
      series: 'a',
      x: 'x',
      x2: 'x2',
      y: 'y',
      y2: 'y2',
      value: 'v',
      ramp,
    };
    const { rows } = plotOf(figureLines(figureOf([mark]), { h: tableOf(cells) }, braille));
    expect(rows[1]?.trim()).toMatch(/^░{20,}▓?█{20,}$/);
  });

  it('draws boxes without their dots, and bars filled', () => {
    const ordinal = { title: 'n', scale: 'ordinal', format: 'count' } as const;
    const tables = {
      b: tableOf({
        x: Array.from({ length: 20 }, () => 1),
        y: Array.from({ length: 20 }, (_, i) => i),
      }),
    };
    const box = figureLines(
      figureOf([{ ...line('b', 'a'), mark: 'box' } as Mark], { x: ordinal }),
      tables,
      ascii,
    );
    expect(box.slice(1).join('\n')).not.toContain('o');
    expect(box.filter(l => /\*/.test(l.slice(8))).length).toBeGreaterThan(3);
    const bars = { c: tableOf({ x: [1, 2], y: [4, 2] }) };
    const drawn = figureLines(
      figureOf([{ ...line('c', 'a'), mark: 'bar' } as Mark], { x: ordinal }),
      bars,
      braille,
    );
    const high = plotOf(drawn).rows.map(r => (r.match(/⣿/g) ?? []).length);
    expect(high[0]).toBeLessThan(high.at(-2) ?? 0);
  });
});

describe('listedLines', () => {
  const tables = {
    t: tableOf({ name: ['1.1', '1.2'], norm: [0.123456, NaN], error: [0.1, 0.4] }),
  };
  const columns = [
    { column: 'name', head: 'block' },
    { column: 'norm', head: 'norm', format: 'value' },
    { column: 'error', head: 'error', format: 'share', hasBar: true },
  ] as const;

  it('has heads, numbers at the right, and bars behind, against the greatest', () => {
    expect(listedLines({ title: 'Blocks', data: 't', columns }, tables, braille)).toEqual([
      '  Blocks',
      '  block    norm   error',
      '  -----  ------  ------  ------------------------',
      '  1.1    0.1235  10.0 %  ██████',
      '  1.2         –  40.0 %  ████████████████████████',
    ]);
  });

  it('is ASCII where a terminal has no more', () => {
    expect(listedLines({ title: '', data: 't', columns }, tables, ascii).slice(2)).toEqual([
      '  1.1    0.1235  10.0 %  ######',
      '  1.2         -  40.0 %  ########################',
    ]);
  });

  it('has bars as long as the screen leaves room for', () => {
    const longest = (columns_: number) =>
      Math.max(
        ...listedLines({ title: '', data: 't', columns }, tables, {
          ...braille,
          columns: columns_,
        }).map(({ length }) => length),
      );
    expect([longest(200), longest(49), longest(48), longest(40)]).toEqual([49, 49, 48, 40]);
  });

  it('shortens a long table in the middle', () => {
    const names = Array.from({ length: 100 }, (_, i) => `1.${i}`);
    const listed = { title: '', data: 't', columns: [{ column: 'name', head: 'block' }] };
    const lines = listedLines(listed, { t: tableOf({ name: names }) }, braille);
    expect(lines).toHaveLength(2 + 60 + 1);
    expect(lines.at(-1)).toContain('1.99');
    expect(lines.join('\n')).toContain('(40 more)');
  });
});

/** Where a value lies between places of known values, linearly. */
function along(value: number, values: readonly number[], places: readonly number[]): number {
  const [v0 = 0, p0 = 0] = [values[0], places[0]];
  const [v1 = 1, p1 = 1] = [values.at(-1), places.at(-1)];
  return p0 + ((value - v0) / (v1 - v0)) * (p1 - p0);
}
