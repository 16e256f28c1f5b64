import { describe, expect, it } from 'vitest';
import { BlockRow } from '../../../src/figures/index.ts';
import { chainParts, reachOf, type DiagramNetwork } from '../../../webview/diagram/diagramChain.ts';
import {
  boxHeight,
  diagramWindow,
  levelOf,
  overviewBlock,
  overviewX,
  zoomed,
} from '../../../webview/diagram/diagramLevel.ts';

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

describe('the chain of a network', () => {
  const row = new BlockRow({ blocks: [2, 1], shapes });
  const network = (shortcut: string): DiagramNetwork => ({
    row,
    blocks: [shapes[0], shapes[0], shapes[1]].map(shape => ({
      in: shape ?? [],
      out: shape ?? [],
      shortcut,
    })),
    stages: [
      { out: shapes[0] ?? [], parameters: 1 },
      { out: shapes[1] ?? [], parameters: 1 },
    ],
    input: [32, 32, 3],
    classes: 10,
  });
  const place = {
    ...{ slot: 100, top: 40, hasPlus: true, hasNames: false, gap: 16 },
    x: (block: number) => 100 * block + (block > 1 ? 16 : 0),
  };
  const paths = (shortcut: string, look: string) =>
    chainParts(network(shortcut), [0, 1, 2], place).flatMap(part =>
      part.part === 'path' && part.look === look ? [part.d] : [],
    );

  it('is one straight line from end to end, with skips and without', () => {
    for (const shortcut of ['identity', 'none'])
      expect(paths(shortcut, 'stream')).toEqual(['M0 40H100M100 40H200', 'M200 40H316']);
  });

  it('goes through boxes that have no skip, and past those that have one', () => {
    expect(paths('none', 'branch')).toEqual([]);
    expect(paths('none', 'plus')).toEqual([]);
    expect(paths('identity', 'branch')).toHaveLength(1);
    const high = boxHeight(32);
    expect(reachOf(network('none'))).toEqual({ above: high / 2, below: high / 2 });
    expect(reachOf(network('identity'))).toEqual({ above: 0, below: 16 + high });
  });
});
