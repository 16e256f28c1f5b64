import { describe, expect, it } from 'vitest';
import { pixelOf, valueAt } from '../../../src/figures/index.ts';
import { writePixels } from '../../../src/figures/scales/transform.ts';

const linear = { scale: 'linear', domain: [0, 10], range: [52, 252] } as const;
const log = { scale: 'log', domain: [1, 100], range: [106, 6] } as const;
/** Up to 1 it is linear: ln 2 of ln 100 is to 1. */
const symlog = { scale: 'symlog', domain: [0, 99], range: [0, 100], constant: 1 } as const;

describe('the pixel of a value', () => {
  it.each([
    ['linear', linear, 5, 152],
    ['linear, outside', linear, 15, 352],
    ['log', log, 10, 56],
    ['log, no place', log, 0, NaN],
    ['log, no place', log, -3, NaN],
    ['symlog', symlog, 1, (100 * Math.LN2) / Math.log(100)],
    ['symlog, negative', symlog, -1, (-100 * Math.LN2) / Math.log(100)],
    ['no number', linear, NaN, NaN],
    ['infinite', linear, Infinity, NaN],
    ['infinite, log', log, Infinity, NaN],
    ['far outside', linear, 1e9, 4252],
    ['far outside', linear, -1e9, -3948],
    ['on the smallest of ranges', { ...linear, domain: [1e-300, 2e-300] as const }, 1.5e-300, 152],
  ])('on an axis: %s', (_, axis, value, pixel) => {
    if (Number.isNaN(pixel)) expect(pixelOf(axis, value)).toBeNaN();
    else expect(pixelOf(axis, value)).toBeCloseTo(pixel, 9);
    const written = new Float64Array(4).fill(-1);
    writePixels(axis, [0, value, 1], [1, 2], written, 1);
    expect([...written]).toEqual([-1, pixelOf(axis, value), -1, -1]);
  });

  it.each([linear, log, symlog])('is found back: %o', axis => {
    for (const pixel of [6, 50, 99])
      expect(pixelOf(axis, valueAt(axis, pixel))).toBeCloseTo(pixel, 9);
  });
});
