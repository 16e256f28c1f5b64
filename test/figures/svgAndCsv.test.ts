import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  layOut,
  legendOf,
  shownCsv,
  shownRows,
  tableOf,
  writeSvg,
  type Figure,
  type Mark,
  type Tables,
} from '../../src/figures/index.ts';
import { fitAxis, readNumber } from './verify/fit.ts';
import { problemsOf } from './verify/verify.ts';

function filesOf(figure: Figure, tables: Tables, width = 640): { svg: string; csv: string } {
  const { title, unit, label } = figure;
  return {
    svg: writeSvg(layOut(figure, tables, { width }), {
      title,
      unit,
      label,
      legend: legendOf(figure),
    }),
    csv: shownCsv(shownRows(figure, tables)),
  };
}

function problems(figure: Figure, tables: Tables, width?: number): string[] {
  const { svg, csv } = filesOf(figure, tables, width);
  return problemsOf(figure, svg, csv);
}

function figureOf(mark: 'line' | 'point' | 'stem' | 'bar', y: Figure['y']): Figure {
  const series = { id: 's', label: 's', slot: 0, look: 'main', legend: null } as const;
  const at = { data: 't', series: 's', x: 'x', y: 'y' } as const;
  const drawn: Mark = mark === 'stem' ? { ...at, mark, from: 0 } : { ...at, mark };
  return {
    id: 'f',
    title: 'Figure',
    unit: '',
    label: '',
    height: 150,
    x: { title: 'x', scale: 'linear', format: 'value' },
    y,
    series: [series],
    marks: [drawn],
    group: null,
    shown: {
      data: 't',
      columns: [
        { column: 'x', head: 'x', format: 'value' },
        { column: 'y', head: 'y', format: y.format },
      ],
    },
  };
}

const linear = { title: 'y', scale: 'linear', format: 'value' } as const;
const log = { ...linear, scale: 'log' } as const;
const share = { ...linear, format: 'share' } as const;

describe('SVG and CSV of one figure', () => {
  const random = Random.of(7, 'figures');
  const cases = Array.from({ length: 240 }, (_, i) => ({
    i,
    mark: (['line', 'point', 'stem', 'bar'] as const)[i % 4] ?? 'line',
    y: [linear, log, share][Math.floor(i / 4) % 3] ?? linear,
    exponent: (i % 25) - 12,
    sign: i % 3 === 1 ? -1 : 1,
    rows: i % 11 === 0 ? 1 : i % 13 === 0 ? 0 : 2 + Math.floor(random.float() * 60),
    isWild: i % 2 === 1,
  }));

  it.each(cases)('$i: $mark on $y.scale ($y.format), $rows rows × 1e$exponent × $sign', one => {
    const { mark, y, exponent, sign, rows, isWild } = one;
    const scale = Number(`1e${exponent}`);
    const x = Float64Array.from({ length: rows }, (_, row) => scale * (row + random.float() * 0.9));
    const values = Float64Array.from(x, () => {
      const draw = random.float();
      if (isWild && draw < 0.1) return NaN;
      if (isWild && draw < 0.13) return 1e6 * sign * scale;
      return sign * scale * (0.1 + random.float());
    });
    const figure = figureOf(mark, y);
    expect(problems(figure, { t: tableOf({ x, y: values }) })).toEqual([]);
  });

  it.each([
    ['narrow', [1.00001, 1.00002, 1.000015]],
    ['far from zero', [123456, 123457, 123456.5]],
    ['constant', [5, 5, 5]],
    ['zero', [0, 0, 0]],
    ['around zero', [-1e-12, 0, 1e-12]],
    ['negative and far', [-99999, -100001, -100000]],
    ['infinite', [1, Infinity, -Infinity, 2]],
    ['one value of many', [NaN, 3, NaN]],
    ['nothing', [NaN, NaN]],
  ])('%s', (_, values) => {
    const x = values.map((__, i) => i);
    for (const mark of ['line', 'point'] as const)
      for (const y of [linear, log, share])
        expect(problems(figureOf(mark, y), { t: tableOf({ x, y: values }) }), y.scale).toEqual([]);
  });

  it('is checked by a reader that sees what is wrong', () => {
    const tables = { t: tableOf({ x: [0, 1, 2, 3, 4], y: [1, 2, NaN, 2.5, 1e9] }) };
    const figure = figureOf('line', { ...linear, domain: [0, 4] });
    const { svg, csv } = filesOf(figure, tables);
    expect(problemsOf(figure, svg, csv)).toEqual([]);
    const found = (other: { svg?: string; csv?: string }) =>
      problemsOf(figure, other.svg ?? svg, other.csv ?? csv).join('\n');
    expect(found({ csv: csv.replace('1,2\n', '1,2.02\n') })).toMatch(/1, 2\.02 is not at/);
    expect(found({ csv: `${csv}0.5,1.5\n` })).toMatch(/0\.5, 1\.5 is not at/);
    expect(found({ csv: csv.replace('1,2\n', '') })).toMatch(/nothing of the table is at/);
    expect(found({ svg: svg.replace(/L([\d.]+ [\d.]+)M/, 'L$1L') })).toMatch(/goes on at 2/);
    expect(found({ svg: svg.replace('data-value="1000000000"', '') })).toMatch(/1000000000 lies/);
    expect(found({ csv: csv.replace('1000000000', '3') })).toMatch(/no row has 1000000000/);
    const moved = svg.replace(/data-axis="y".*$/s, axis =>
      axis.replace(/>[1-4]<\/text>/g, t => t.replace(/\d/, d => String(2 * Number(d)))),
    );
    expect(found({ svg: moved })).toMatch(/3, 2\.5 is not at/);
    expect(
      found({
        svg: svg.replace(/(data-item="(?:path|markers)">)(?:<(?:path|circle)[^>]*>)+/g, '$1'),
      }),
    ).toMatch(/0, 1 is not at/);
  });
});

describe('labels', () => {
  it.each([
    ['−1,234.5', -1234.5],
    ['2 × 10⁻⁵', 2e-5],
    ['−10¹²', -1e12],
    ['+0.3', 0.3],
    ['½', 0.5],
    ['0', 0],
  ])('%s is %s', (label, value) => expect(readNumber(label)).toBe(value));

  it.each(['chance', '1.2.3', '', '10 blocks'])('%s is no number', label =>
    expect(readNumber(label)).toBeNaN(),
  );

  it('tells log from linear by where ticks stand', () => {
    const at = (...ticks: [string, number][]) =>
      fitAxis(ticks.map(([label, p]) => ({ label, at: p })));
    expect(at(['1', 0], ['10', 50], ['100', 100])?.scale).toBe('log');
    expect(at(['1', 0], ['2', 50], ['3', 100])?.scale).toBe('linear');
    expect(at(['1', 0])).toBeNull();
  });
});
