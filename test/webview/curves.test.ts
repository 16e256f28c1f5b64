import { describe, expect, it } from 'vitest';
import type { CurvesQuery, RunView } from '../../src/protocol/index.ts';
import { panelOf, type CurvesView, type LegendId } from '../../webview/charts/curves/build.ts';
import { moveByKey } from '../../webview/charts/curves/keys.ts';
import { curvesTable } from '../../webview/charts/curves/table.ts';
import { PanelGroup } from '../../webview/charts/core/group.ts';
import { withoutPlansOfEnded } from '../../webview/notebook/results/comparison/panels.ts';
import { legendRows } from '../../webview/notebook/results/train/legendRows.ts';
import { asBegun } from '../../webview/notebook/results/train/readings.ts';
import { trainPanels, trainRequests } from '../../webview/notebook/results/train/requests.ts';
import { trainSentences } from '../../webview/notebook/results/train/sentences.ts';
import { answerCurves } from './harness/fakeCurves.ts';
import { runView } from './harness/states.ts';

function viewOf(
  runs: string[],
  more: Partial<CurvesQuery> = {},
  hidden: LegendId[] = ['seeds'],
  upTo: (run: string) => number = () => Infinity,
) {
  const query: CurvesQuery = {
    kind: 'curves',
    groups: [{ id: 'cell', runs }],
    lines: trainRequests,
    axis: 'step',
    range: null,
    width: 400,
    ...more,
  };
  const view: CurvesView = {
    data: answerCurves(query, upTo),
    requests: trainRequests,
    runs: new Map(runs.map((id, i) => [id, { slot: i, name: id }])),
    hidden: new Set(hidden),
    axis: query.axis,
    range: query.range,
  };
  return view;
}

const [loss, rate, accuracy] = trainPanels(false).flat();
const kinds = (view: CurvesView, panel = loss) =>
  panelOf(view, panel!).series.map(s => `${s.kind} ${s.label}`);

describe('the panels of a training', () => {
  it('show the smoothed line, each batch and the tests of one run', () => {
    expect(kinds(viewOf(['base']))).toEqual([
      'line base, train, smoothed 0.9',
      'raw base, each batch',
      'marked base, test',
    ]);
  });

  it('draw the plan of the rate as theory', () => {
    expect(kinds(viewOf(['base']), rate)).toEqual(['theory base, planned', 'line base, rate']);
  });

  it('show the mean of several seeds with its interval, and single seeds when asked', () => {
    const seeds = ['deep', 'plain', 'base'];
    const model = panelOf(viewOf(seeds), accuracy!);
    expect(model.series.map(s => s.kind)).toEqual(['line', 'marked']);
    expect(model.bands).toHaveLength(2);
    const singles = panelOf(viewOf(seeds, {}, []), accuracy!).series.filter(s => s.kind === 'thin');
    expect(singles).toHaveLength(6);
  });

  it('have no axis for values that cannot be, though the interval of few seeds reaches there', () => {
    const view = viewOf(['deep', 'plain', 'base']);
    const [group] = view.data.groups;
    const mean = group!.mean!.map(line => ({
      ...line,
      low: line.mean.y.map(y => y - 3),
      high: line.mean.y.map(y => y + 3),
    }));
    const wide = { ...view, data: { ...view.data, groups: [{ ...group!, mean }] } };
    const { y } = panelOf(wide, accuracy!).axes;
    expect([y.min, y.max]).toEqual([0, 1.05]);
    expect(panelOf(wide, loss!).axes.y.min).toBe(0);
    expect(panelOf(wide, loss!).bands[0]?.low.some(v => v < 0)).toBe(true);
  });

  it('go on with the line of one seed where the others have not come yet', () => {
    const reached: Record<string, number> = { deep: 600, plain: 100, base: -1 };
    const upTo = (run: string) => reached[run] ?? NaN;
    const view = viewOf(['deep', 'plain', 'base'], {}, ['seeds', 'test'], upTo);
    const [mean, own, ...more] = panelOf(view, loss!).series;
    expect([mean?.kind, own?.kind, more]).toEqual(['line', 'thin', []]);
    expect([own?.line.x[0], own?.line.x.at(-1)]).toEqual([100, 599]);
    expect(legendRows(view.data.groups[0]!, 0, 'step', null)[0]?.label).toContain('mean of 2');
    expect(trainSentences(view.data.groups[0]!, [], 'step')[0]).toContain('means of 2 of 3 seeds');
  });

  it('show the first of several seeds as one run until the second has begun', () => {
    const seeds = viewOf(['deep', 'base'], {}, [], run => (run === 'deep' ? 600 : -1));
    const view = { ...seeds, data: asBegun(seeds.data)! };
    expect(kinds(view)).toEqual(kinds(viewOf(['deep'], {}, [])));
    const runs = [runView('deep', 0), runView('base', 0)];
    expect(trainSentences(view.data.groups[0]!, runs, 'step').at(-1)).toBe(
      'One of 2 seeds has a record; means begin with the second.',
    );
    expect(asBegun(viewOf(['deep', 'base']).data)?.groups[0]?.mean).not.toBe(null);
  });

  it('hide what the legend hides', () => {
    expect(kinds(viewOf(['base'], {}, ['raw', 'test']))).toEqual([
      'line base, train, smoothed 0.9',
    ]);
    expect(kinds(viewOf(['base'], {}, ['run:base']))).toEqual([]);
  });

  it('flag a growth above the first panel only', () => {
    const [first, , third] = [loss, rate, accuracy].map(p => panelOf(viewOf(['base']), p!));
    expect(first?.events).toEqual([{ x: 300, label: 'grow 9 → 18 blocks' }]);
    expect(third?.events).toEqual([{ x: 300, label: null }]);
  });

  it('end a failed run in a cross at its last number', () => {
    const model = panelOf(viewOf(['no-norm']), { ...loss!, scale: 'log' });
    expect(model.failures).toEqual([{ x: 1, y: 6.475e33, label: 'failed at step 2' }]);
    expect(model.axes.x.max).toBe(4);
  });

  it('show the range that was zoomed to, its y axis too', () => {
    const { axes } = panelOf(viewOf(['base'], { range: [100, 200] }), loss!);
    expect([axes.x.min, axes.x.max]).toEqual([100, 200]);
    expect(axes.y.max).toBeLessThan(2.3);
  });

  it('name time in the unit that reads best', () => {
    const { axes } = panelOf(viewOf(['base'], { axis: 'seconds' }), loss!);
    expect(axes.x.name).toBe('s');
    expect(axes.x.max).toBeCloseTo(183, -1);
  });
});

it('ends the axis of a comparison where the last run ended, unless one goes on', () => {
  const view = viewOf(['projection']);
  const end = (life: RunView['life']) => {
    const data = withoutPlansOfEnded(view.data, [{ id: 'projection', life }]);
    return panelOf({ ...view, data }, loss!).axes.x.max;
  };
  // The last of the 350 steps that the fixture counts from 0.
  expect(end({ state: 'stopped' })).toBe(349);
  expect(end({ state: 'running', phase: 'training', stopping: false, secondsLeft: null })).toBe(
    600,
  );
});

it('says the best test accuracy and the growth', () => {
  const [group] = viewOf(['base']).data.groups;
  expect(trainSentences(group!, [runView('base', 0)], 'step')).toEqual([
    'Test accuracy 54.0 %, the best so far.',
    'Grew at step 300: 3-3-3 → 6-6-6, h 1 → ½. Test accuracy 46.1 % → 28.8 % at that moment.',
    'Took 3 min 03 s.',
  ]);
});

it('lists all points of a panel by x, with gaps', () => {
  const table = curvesTable(panelOf(viewOf(['base']), loss!));
  expect(table?.columns).toEqual([
    'step',
    'base, train, smoothed 0.9',
    'base, each batch',
    'base, test',
  ]);
  expect(table?.rows[0]).toEqual([0, 2.321, 2.321, null]);
  expect(table?.rows.find(r => r[0] === 50)?.[3]).toBe(2.477);
});

it('lists accuracies in percent, as the axis has them', () => {
  const table = curvesTable(panelOf(viewOf(['base']), accuracy!));
  expect(table?.columns.at(-1)).toBe('base, test (%)');
  expect(table?.rows.find(r => r[0] === 100)?.[3]).toBe(28.3);
});

it('moves the crosshair by points and zooms by keys', () => {
  const model = panelOf(viewOf(['base']), loss!);
  const group = new PanelGroup();
  const at = (key: string) => (moveByKey(key, model, group), group.at);
  expect(at('ArrowRight')).toBe(599);
  expect(at('ArrowLeft')).toBe(598);
  expect(at('PageUp')).toBe(588);
  expect(at('Home')).toBe(0);
  expect(at('End')).toBe(599);
  group.point(300);
  expect(moveByKey('+', model, group)).toBe(true);
  expect(group.range).toEqual([150, 450]);
  expect(moveByKey('0', model, group)).toBe(true);
  expect(group.range).toBeNull();
  expect(at('Escape')).toBeNull();
  expect(moveByKey('Escape', model, group)).toBe(false);
  expect(moveByKey('x', model, group)).toBe(false);
});

describe('a jump at a growth', () => {
  const view = viewOf(['base']);
  const line = { x: Float64Array.of(0, 300, 300, 600), thinned: false };
  const losses = { ...line, y: Float64Array.of(2.25, 1.5, 2, 1) };
  const accuracies = { ...line, y: Float64Array.of(0.1, 0.461, 0.288, 0.54) };
  const group = view.data.groups[0]!;
  const lines = group.runs[0]!.lines.map((own, i) =>
    trainRequests[i]?.split !== 'test'
      ? own
      : trainRequests[i].column === 'loss'
        ? losses
        : accuracies,
  );
  const jumping = { ...group, runs: [{ ...group.runs[0]!, lines }] };
  const tested = (at: number) => legendRows(jumping, 0, 'step', at).find(row => row.id === 'test');

  it('is read off on both sides', () => {
    expect(tested(310)?.values).toEqual(['1.50 → 2.00', '46.1 % → 28.8 %']);
    expect(tested(310)?.label).toBe('test, at step 300');
    expect(tested(500)?.values).toEqual(['1.00', '54.0 %']);
  });

  it('has two rows in the table, and the keys pass it', () => {
    const data = { ...view.data, groups: [jumping] };
    const hidden = new Set<LegendId>(['smooth', 'raw']);
    const model = panelOf({ ...view, data, hidden }, accuracy!);
    expect(curvesTable(model)?.rows).toEqual([
      [0, 10],
      [300, 46.1],
      [300, 28.8],
      [600, 54],
    ]);
    const panels = new PanelGroup();
    const at = (key: string) => (moveByKey(key, model, panels), panels.at);
    expect(at('Home')).toBe(0);
    expect(['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft'].map(at)).toEqual([
      300, 600, 300, 0,
    ]);
  });
});
