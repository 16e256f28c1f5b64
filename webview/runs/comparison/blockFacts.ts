import type { BlockAxis, BlocksData } from '../../../src/protocol/index.ts';

/** Each of `a` over that of `b`; NaN where one of them is none. */
export function ratios(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => {
    const ratio = value / (b[i] ?? NaN);
    return Number.isFinite(ratio) ? ratio : NaN;
  });
}

/** Of the positive finite values; null where there is none. */
export function geometricMean(values: Float32Array): number | null {
  let sum = 0;
  let count = 0;
  for (const value of values)
    if (value > 0 && value < Infinity) {
      sum += Math.log(value);
      count++;
    }
  return count === 0 ? null : Math.exp(sum / count);
}

/** The same blocks with the same shapes, so that norms mean the same block by block. */
export function sameBlocks(a: BlockAxis, b: BlockAxis): boolean {
  return JSON.stringify([a.blocks, a.shapes]) === JSON.stringify([b.blocks, b.shapes]);
}

/** Norms of all blocks of a run, or why there are none. */
export type Blocks = BlocksData | { readonly kind: 'none'; readonly reason: string } | null;
