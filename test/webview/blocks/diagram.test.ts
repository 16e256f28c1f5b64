import { describe, expect, it } from 'vitest';
import { BlockRow } from '../../../src/figures/index.ts';
import {
  boxHeight,
  diagramWindow,
  levelOf,
  overviewBlock,
  overviewX,
  zoomed,
} from '../../../webview/charts/blocks/diagramLevel.ts';

const shapes = [
  [32, 32, 16],
  [16, 16, 32],
  [8, 8, 64],
];
const rowOf = (n: number) => new BlockRow({ blocks: [n, n, n], shapes });

describe('how a diagram is drawn', () => {
  it.each([
    [26, 'boxes'],
    [25.9, 'sticks'],
    [5, 'sticks'],
    [4.9, 'bands'],
  ])('%d pixels per block: %s', (slot, level) => expect(levelOf(slot)).toBe(level));

  it('shows all blocks where they fit', () => {
    expect(diagramWindow(rowOf(3), 700, 0, 0)).toMatchObject({ level: 'boxes', from: 0, to: 9 });
    expect(diagramWindow(rowOf(20), 700, 0, 0)).toMatchObject({ level: 'sticks', from: 0, to: 60 });
  });

  it('shows fifteen of many in a lens around the selected block', () => {
    const window = diagramWindow(rowOf(167), 740, 0, 240);
    expect(window).toMatchObject({ level: 'bands', from: 233, to: 248 });
    expect(diagramWindow(rowOf(167), 740, 0, 0)).toMatchObject({ from: 0, to: 15 });
    expect(diagramWindow(rowOf(167), 740, 0, 500)).toMatchObject({ from: 486, to: 501 });
  });

  it('zooms into a lens and back, and no farther than three blocks', () => {
    const row = rowOf(8);
    expect(diagramWindow(row, 900, 1, 10)).toMatchObject({ level: 'bands', from: 4, to: 16 });
    expect(diagramWindow(row, 900, 9, 10)).toMatchObject({ from: 9, to: 12 });
    expect(zoomed(row, 900, 3, 1)).toBe(3);
    expect(zoomed(row, 900, 0, -1)).toBe(0);
    expect(zoomed(rowOf(167), 740, 0, -1)).toBe(-1);
  });
});

describe('the row over the whole network', () => {
  it('finds the block under a pixel again', () => {
    const row = rowOf(4);
    for (let block = 0; block < 12; block++) {
      expect(overviewBlock(row, 30, overviewX(row, 30, block) + 15)).toBe(block);
    }
    expect(overviewBlock(row, 30, -5)).toBe(0);
    expect(overviewBlock(row, 30, 5000)).toBe(11);
  });

  it('divides the gap between stages', () => {
    const row = rowOf(4);
    const end = overviewX(row, 30, 3) + 30;
    expect([end + 7, end + 9].map(x => overviewBlock(row, 30, x))).toEqual([3, 4]);
  });
});

it('makes boxes higher with resolution', () => {
  expect([4, 8, 16, 32].map(boxHeight)).toEqual([14, 23, 32, 41]);
});
