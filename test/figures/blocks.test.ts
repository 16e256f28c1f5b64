import { expect, it } from 'vitest';
import { axisOfNames, blockAt, blockOf, countBlocks, placeOf } from '../../src/figures/index.ts';
import { createSelection } from '../../webview/base/selection.ts';

const shallow = { blocks: [3, 3, 3] };
const grown = { blocks: [6, 6, 6] };

it('counts and names blocks by stage', () => {
  expect(countBlocks(grown)).toBe(18);
  expect(blockOf(grown, 9)).toEqual({ index: 9, stage: 1, inStage: 3 });
  expect(blockOf(grown, 18)).toBeNull();
});

it('keeps a place when a network grows: block 2.4 of 18 was block 2.2 of 9', () => {
  const place = placeOf(grown, 9);
  expect(place).toEqual({ stage: 1, place: 3.5 / 6, name: '2.4' });
  expect(blockAt(shallow, place)).toEqual({ index: 4, stage: 1, inStage: 1 });
});

it('finds no block where the network has no such stage', () => {
  expect(blockAt({ blocks: [3] }, { stage: 1, place: 0 })).toBeNull();
});

it('tells each change of the selection once', () => {
  const selection = createSelection();
  let told = 0;
  const stop = selection.onChange(() => told++);
  selection.select({ stage: 1, place: 0.5 });
  selection.select({ stage: 1, place: 0.5 });
  selection.hover({ stage: 0, place: 0 });
  stop();
  selection.select(null);
  expect(told).toBe(2);
  expect(selection.hovered).toEqual({ stage: 0, place: 0 });
});

it('is told by the names of blocks, as far as they go on', () => {
  expect(axisOfNames(['2.1', '1.1', '1.2', 'end', '', '2.3']).blocks).toEqual([2, 1]);
  expect(axisOfNames(['end']).blocks).toEqual([]);
});
