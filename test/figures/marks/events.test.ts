import { describe, expect, it } from 'vitest';
import type { EventMark, Figure } from '../../../src/figures/index.ts';
import { axis, figure, points } from '../figure.ts';
import { itemsOf, onlyPanel } from '../read.ts';

const time = axis({ scale: 'time', format: 'step', domain: [0, 100] });
/** A step is 5 pixels from 52 on. */
const laid = (events: EventMark[], some: Partial<Figure> = {}) =>
  onlyPanel(
    figure({ x: time, events, isHeaded: true, height: 140, ...some }),
    points([0, 50, 100], [0, 1, 2]),
    { width: 562 },
    { measure: text => 6 * text.length },
  );
const grow = (x: number, from: number, to: number): EventMark => ({
  x,
  label: `grow ${from} → ${to} blocks`,
  short: `${from} → ${to}`,
  kind: 'event',
});
const words = (panel: ReturnType<typeof laid>) =>
  itemsOf(panel, 'text').map(t => [t.text, t.x, t.y, t.align]);

describe('events', () => {
  it('are a dotted line over the whole height and a flag above it', () => {
    const panel = laid([grow(40, 6, 12)]);
    const [dotted] = itemsOf(panel, 'segments');
    expect([...(dotted?.points ?? [])]).toEqual([252, 18, 252, 118]);
    expect(dotted?.line.dash).toEqual([2, 2]);
    expect(itemsOf(panel, 'flag').map(f => [f.x, f.top, f.bottom])).toEqual([[252, 3, 18]]);
    expect(words(panel)).toEqual([['grow 6 → 12 blocks', 262, 8, 'start']]);
  });

  it('without words are only the line, and outside of the shown part nothing', () => {
    const panel = laid([{ x: 40, label: null, kind: 'event' }, { ...grow(101, 1, 2) }]);
    expect(itemsOf(panel, 'segments')).toHaveLength(1);
    expect(itemsOf(panel, 'flag')).toEqual([]);
    expect(words(panel)).toEqual([]);
  });

  it('near each other are shortened', () => {
    // The first has 100 pixels, the second up to the end.
    expect(words(laid([grow(20, 6, 12), grow(40, 12, 24)]))).toEqual([
      ['6 → 12', 162, 8, 'start'],
      ['grow 12 → 24 blocks', 262, 8, 'start'],
    ]);
  });

  it('nearer stand one row lower', () => {
    const found = words(laid([grow(20, 6, 12), grow(25, 12, 24), grow(30, 24, 48)]));
    expect(found.map(([text]) => text)).toHaveLength(3);
    expect(new Set(found.map(([, , y]) => y)).size).toBeGreaterThan(1);
  });

  it('at the end have their words to the left', () => {
    expect(words(laid([grow(99, 6, 12)]))).toEqual([
      ['grow 6 → 12 blocks', 547 - 6 - 108, 8, 'start'],
    ]);
  });

  it('never have words over each other or over a flag, wherever they are', () => {
    for (let seed = 0; seed < 200; seed++) {
      const at = [7, 13, 29, 31, 53].map(p => (seed * p) % 100);
      const panel = laid(at.map((x, i) => grow(x, 3 * 2 ** i, 6 * 2 ** i)));
      const boxes = itemsOf(panel, 'text').map(t => ({
        left: t.x,
        right: t.x + 6 * t.text.length,
        y: t.y,
      }));
      for (const [i, a] of boxes.entries()) {
        expect(a.left >= 50 && a.right <= 562).toBe(true);
        for (const b of boxes.slice(i + 1))
          expect(a.y !== b.y || a.right <= b.left || b.right <= a.left).toBe(true);
        if (a.y > 18) continue;
        for (const { x } of itemsOf(panel, 'flag'))
          expect(a.right <= x || a.left >= x + 7, `seed ${seed}`).toBe(true);
      }
    }
  });
});

it('a failure is a cross where the curve ends, with words beside it', () => {
  const failure: EventMark = { x: 50, y: 1, label: 'failed at step 50', kind: 'failure' };
  const panel = laid([failure], { y: axis({ domain: [0, 2] }) });
  expect(itemsOf(panel, 'cross').map(c => [c.x, c.y, c.paint])).toEqual([
    [302, 68, { role: 'error' }],
  ]);
  expect(words(panel)).toEqual([['failed at step 50', 312, 68, 'start']]);
  expect(itemsOf(panel, 'segments')).toEqual([]);
});

it('a failure beyond the axis is at its edge, at the right with words to the left', () => {
  const failure: EventMark = { x: 99, y: 1e30, label: 'failed', kind: 'failure' };
  const panel = laid([failure], { y: axis({ domain: [0, 2] }) });
  expect(itemsOf(panel, 'cross').map(c => [c.x, c.y])).toEqual([[547, 18]]);
  expect(words(panel)).toEqual([['failed', 537, 18, 'end']]);
});

it('events of a heat map lie across it, where time runs downward', () => {
  const panel = onlyPanel(
    figure({
      x: axis({ scale: 'block', blocks: { blocks: [4], shapes: [] } }),
      y: axis({ scale: 'time', format: 'step', domain: [0, 100], isReversed: true }),
      events: [{ x: 50, label: 'grow 2 → 4', kind: 'event' }],
      marks: [],
    }),
    {},
    { width: 262 },
  );
  expect(itemsOf(panel, 'segments').map(s => [...s.points])).toEqual([[52, 56, 252, 56]]);
  expect(words(panel)).toEqual([['grow 2 → 4', 248, 47, 'end']]);
});
