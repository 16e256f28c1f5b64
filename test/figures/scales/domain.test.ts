import { describe, expect, it } from 'vitest';
import { domainOf } from '../../../src/figures/scales/domain.ts';
import { middleOf } from '../../../src/figures/scales/middle.ts';
import type { Axis, ScaleName } from '../../../src/figures/index.ts';
import { axis } from '../figure.ts';

const near = (low: number, high: number) => [low, high].map(v => expect.closeTo(v, 9) as number);

const domain = (
  some: Partial<Axis>,
  covered: readonly [number, number] | null,
  { scale = 'linear', isZoomed = false }: { scale?: ScaleName; isZoomed?: boolean } = {},
) => domainOf(axis(some), scale, covered, isZoomed);

describe('a linear axis', () => {
  it('goes to whole steps around its values', () =>
    expect(domain({}, [1.5, 2.3])).toEqual(near(1.5, 2.5)));
  it('is from 0 to 1 without values', () => expect(domain({}, null)).toEqual([0, 1]));
  it('has what is included at its very end, and air at the other', () => {
    expect(domain({ include: [0] }, [0.2, 0.8])).toEqual(near(0, 0.84));
    expect(domain({ include: [0] }, [-0.2, 0.8])).toEqual(near(-0.25, 0.85));
    expect(domain({ include: [0.9] }, [0.2, 0.8])).toEqual(near(0.165, 0.9));
  });
  it('forgets what is included where one looks closer', () => {
    expect(domain({ include: [0] }, [0.966, 0.981], { isZoomed: true })).toEqual(
      near(0.965, 0.985),
    );
  });
  it('lets no interval go beyond what can be, but a marker on the edge be whole', () => {
    expect(domain({ include: [0], bounds: [0, 1] }, [0.5, 1.4])).toEqual(near(0, 1.021));
    expect(domain({ bounds: [0, 1] }, [-0.3, 0.1])).toEqual(near(0, 0.1));
    expect(domain({ bounds: [0, 1] }, null)).toEqual([0, 1]);
  });
  it('ends at its greatest tick in a strip', () => {
    expect(domain({ include: [0], isStrip: true }, [0.03, 0.0983])).toEqual(near(0, 0.1));
  });
  it('keeps ends that are fixed, zoomed or not', () => {
    expect(domain({ domain: [0, null] }, [3, 7])).toEqual([0, 7]);
    expect(domain({ domain: [0, 1] }, [3, 7], { isZoomed: true })).toEqual([0, 1]);
    // Behind all values.
    expect(domain({ domain: [9, null] }, [3, 7])).toEqual([9, 18]);
    expect(domain({ domain: [null, 2] }, [3, 7])).toEqual([0, 2]);
  });
  it('has zero in its middle where it is symmetric', () => {
    expect(domain({ isSymmetric: true }, [-1, 3])).toEqual(near(-3.3, 3.3));
    expect(domain({ isSymmetric: true, least: 0.02 }, [0, 0])).toEqual(near(-0.011, 0.011));
    expect(domain({ isSymmetric: true }, null)).toEqual([0, 1]);
    expect(domain({ isSymmetric: true }, [0, 0])).toEqual([-1, 1]);
  });
  it('is as long as it has to be at least, around its values', () => {
    expect(domain({ least: 10, most: 5 }, [4, 6])).toEqual([0, 10]);
  });
});

describe('a log axis', () => {
  const log = { scale: 'log' } as const;
  it('has a seventh of air, and less around little', () => {
    expect(domain({}, [10, 1000], log)).toEqual(near(10 / 1.15, 1150));
    const [low, high] = domain({}, [1, 1.02], log);
    expect(low).toBeGreaterThan(0.99);
    expect(high).toBeLessThan(1.03);
  });
  it('lies around one value', () => expect(domain({}, [5, 5], log)).toEqual(near(5 / 1.15, 5.75)));
  it('is around 1 without values', () => expect(domain({}, null, log)).toEqual([0.1, 10]));
  it('includes no zero', () =>
    expect(domain({ include: [0, 100] }, [10, 10], log)).toEqual(near(10 / 1.15, 115)));
  it('goes as far below 1 as above', () => {
    expect(domain({ isSymmetric: true }, [0.5, 1.5], log)).toEqual(near(1 / 2.08, 2.08));
  });
  it('keeps a fixed end, but no zero', () => {
    expect(domain({ domain: [1, null] }, [10, 100], log)).toEqual(near(1, 115));
    expect(domain({ domain: [0, null] }, [10, 100], log)).toEqual(near(10 / 1.15, 115));
  });
});

describe('an axis of time', () => {
  const time = { scale: 'time' } as const;
  it('ends with its values and what is planned', () => {
    expect(domain({ domain: [0, null] }, [13, 517], time)).toEqual([0, 517]);
    expect(domain({ domain: [0, null], include: [600] }, [13, 517], time)).toEqual([0, 600]);
  });
  it('lies around one value', () => {
    expect(domain({ format: 'step' }, [7, 7], time)).toEqual([6, 8]);
    expect(domain({}, [7, 7], time)).toEqual([3.5, 10.5]);
    expect(domain({}, null, time)).toEqual([0, 1]);
  });
});

describe('the middle of values', () => {
  const middle = (...values: number[]) => middleOf(Float64Array.from(values));
  it('leaves out one early outlier of the tests: 6.34 beside values near 2', () => {
    expect(middle(6.34, 2.1, 1.9, 1.8, 1.7, 1.7, 1.6, 1.6, 1.6, 1.5, 1.5, 1.5)).toEqual([1.5, 2.1]);
  });
  it('keeps all of few values', () => expect(middle(6.34, 2.1)).toEqual([2.1, 6.34]));
  it('leaves out nothing of an even spread', () => {
    expect(middle(...Array.from({ length: 100 }, (_, i) => i))).toEqual([0, 99]);
  });
  it('leaves out one in twenty at most, the farthest first', () => {
    const ones = Array.from({ length: 38 }, (_, i) => 1 + (i % 5) / 100);
    expect(middle(...ones, 50, 60)).toEqual([1, 1.04]);
    expect(middle(...ones.slice(0, 37), 50, 60, 70)).toEqual([1, 50]);
    expect(middle(...ones.slice(0, 37), -90, 60, 70)).toEqual([1, 60]);
  });
  it('is none of none', () => expect(middle()).toBeNull());
  it('takes the quartiles of very many from a sample', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => i % 1000);
    expect(middle(...many.slice(0, 60_000), 1e6)).toEqual([0, 999]);
  });
});
