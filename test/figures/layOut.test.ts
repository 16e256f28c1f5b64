import { expect, it } from 'vitest';
import { layOut } from '../../src/figures/index.ts';
import { axis, figure, points, width } from './figure.ts';

it('lays a line out by hand: an area of 200 by 100, y from 0 to 4', () => {
  const { panels, ...size } = layOut(figure(), points([0, 5, 10], [0, 4, 1]), { width });
  expect(size).toEqual({ width: 262, height: 128 });
  const [panel] = panels;
  expect(panel?.area).toEqual({ left: 52, top: 6, right: 252, bottom: 106 });
  expect(panel?.x.domain).toEqual([0, 10]);
  expect(panel?.y.domain).toEqual([0, 4]);
  expect(panel?.y.ticks.map(t => [t.value, t.at, t.label])).toEqual([
    [0, 106, '0'],
    [1, 81, '1'],
    [2, 56, '2'],
    [3, 31, '3'],
    [4, 6, '4'],
  ]);
  const path = panel?.items.find(i => i.item === 'path');
  expect(path?.item === 'path' && [...path.points]).toEqual([52, 106, 152, 6, 252, 81]);
});

it('puts decades at equal distances on a log axis', () => {
  const y = axis({ scale: 'log', domain: [1, 100] });
  const { panels } = layOut(figure({ y }), points([0, 1, 2], [1, 10, 100]), { width });
  const path = panels[0]?.items.find(i => i.item === 'path');
  expect(path?.item === 'path' && [...path.points]).toEqual([52, 106, 152, 56, 252, 6]);
});

it('shows values beyond the axis as triangles, and what has no place on a log axis', () => {
  const y = axis({ scale: 'log', domain: [1, 100] });
  const { panels } = layOut(figure({ y }), points([0, 1, 2, 3], [1, 1000, 0, -2]), { width });
  const beyond = panels[0]?.items.filter(i => i.item === 'beyond') ?? [];
  expect(beyond.map(b => [b.isAbove, ...b.values])).toEqual([
    [true, 1000],
    [false, 0, -2],
  ]);
});
