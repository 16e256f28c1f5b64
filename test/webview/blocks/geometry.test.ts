import { describe, expect, it } from 'vitest';
import { BlockRow, betweenBlocks, onBlocks } from '../../../src/figures/index.ts';
import { blockByKey } from '../../../webview/figures/pointing/blockKeys.ts';
import {
  rangeWith,
  scaledRange,
  wholeBlocks,
} from '../../../webview/figures/pointing/blockRange.ts';

const shapes = [
  [32, 32, 16],
  [16, 16, 32],
  [8, 8, 64],
];
const row = new BlockRow({ blocks: [3, 3, 3], shapes });
const grown = new BlockRow({ blocks: [6, 6, 6], shapes });

describe('a row of blocks', () => {
  it('names blocks by stage and place from 1', () => {
    expect([0, 2, 3, 8].map(b => row.nameOf(b))).toEqual(['1.1', '1.3', '2.1', '3.3']);
    expect([-1, 9].map(b => row.nameOf(b))).toEqual(['', '']);
  });

  it('keeps a block through growth at the same conceptual time', () => {
    const place = grown.placeOf(9);
    expect(place).toEqual({ stage: 1, place: 3.5 / 6, name: '2.4' });
    expect(row.blockAt(place)).toBe(4);
    expect(grown.blockAt(row.placeOf(4))).toBe(9);
  });

  it('has no block for a stage that it does not have', () => {
    expect(row.blockAt({ stage: 3, place: 0 })).toBeNull();
    expect(row.blockAt(null)).toBeNull();
    expect(row.placeOf(9)).toBeNull();
  });

  it('breaks only where the shape changes', () => {
    const same = new BlockRow({ blocks: [2, 2, 2], shapes: [shapes[0]!, shapes[0]!, shapes[1]!] });
    expect(same.stages.map(s => s.breaks)).toEqual([false, false, true]);
  });

  it('walks by key within the network', () => {
    expect(blockByKey(row, null, 'ArrowRight')).toBe(0);
    expect(blockByKey(row, 8, 'ArrowRight')).toBe(8);
    expect(blockByKey(row, 4, 'ArrowLeft')).toBe(3);
    expect(blockByKey(row, 4, 'PageUp')).toBe(0);
    expect(blockByKey(grown, 4, 'PageDown')).toBe(14);
    expect(blockByKey(row, 4, 'x')).toBeNull();
  });

  it('goes first to the end of the stage, then of the network', () => {
    expect(blockByKey(row, 4, 'Home')).toBe(3);
    expect(blockByKey(row, 3, 'Home')).toBe(0);
    expect(blockByKey(row, 4, 'End')).toBe(5);
    expect(blockByKey(row, 5, 'End')).toBe(8);
  });
});

describe('a part of the axis', () => {
  it('is of whole blocks, at least four, within the network', () => {
    expect(wholeBlocks(20, [3.2, 9.9])).toEqual([3, 10]);
    expect(wholeBlocks(20, [3.4, 3.6])).toEqual([2, 6]);
    expect(wholeBlocks(20, [18.5, 19.5])).toEqual([16, 20]);
    expect(wholeBlocks(20, [0, 20])).toBeNull();
    expect(wholeBlocks(3, [0, 1])).toBeNull();
  });

  it('halves and doubles around a block', () => {
    expect(scaledRange(501, null, 240, 0.5)).toEqual([115, 366]);
    expect(scaledRange(16, [4, 8], null, 2)).toEqual([2, 10]);
    expect(scaledRange(16, [4, 12], null, 2)).toBeNull();
  });

  it('goes along with a block that leaves it', () => {
    expect(rangeWith(20, [5, 10], 10)).toEqual([6, 11]);
    expect(rangeWith(20, [5, 10], 2)).toEqual([2, 7]);
    expect(rangeWith(20, [5, 10], 7)).toEqual([5, 10]);
    expect(rangeWith(20, null, 7)).toBeNull();
  });
});

describe('a line over blocks', () => {
  const two = new BlockRow({ blocks: [2, 1], shapes: [shapes[0]!, shapes[1]!] });

  it('on blocks stands in their middle and breaks at a new shape', () => {
    expect(onBlocks(two, [1, 2, 3])).toEqual([
      { x: 0.5, y: 1 },
      { x: 1.5, y: 2 },
      { x: 2, y: NaN },
      { x: 2.5, y: 3 },
    ]);
  });

  it('between blocks ends with the output of each stage', () => {
    expect(betweenBlocks(two, [1, 2, 3, 4])).toEqual([
      { x: 0, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: 3 },
      { x: 2, y: NaN },
      { x: 3, y: 4 },
    ]);
  });

  it('of a shallower network keeps the conceptual time', () => {
    const values = Array.from({ length: 9 }, (_, i) => i);
    expect(onBlocks(grown, values, row).filter(p => !Number.isNaN(p.y))).toEqual(
      values.map(i => ({ x: 2 * i + 1, y: i })),
    );
  });
});
