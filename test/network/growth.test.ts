import { expect, it } from 'vitest';
import { presetNetwork } from '../../src/language/index.ts';
import {
  countBlocks,
  grownNetwork,
  networkAtEnd,
  networkWithBlocks,
} from '../../src/network/index.ts';

// Depth 14: two blocks in each of three stages.
const network = presetNetwork({ preset: 'resnet', depth: 14 });

it('doubles blocks and halves h at each growth of a recipe', () => {
  const grown = networkAtEnd(network, { grow: { at: [10, 20], momentum: 'copy' } });
  expect(grown.stages.map(s => s.blocks)).toEqual([8, 8, 8]);
  expect(grown.step).toBe(network.step / 4);
  expect(networkAtEnd(network, { grow: null })).toBe(network);
});

it('tells from a number of blocks how often a network has grown', () => {
  expect(countBlocks(network)).toBe(6);
  expect(networkWithBlocks(network, 24)).toEqual({ network: grownNetwork(network, 2), growths: 2 });
  expect(networkWithBlocks(network, 6)).toEqual({ network, growths: 0 });
  for (const blocks of [0, 3, 18, 25]) expect(networkWithBlocks(network, blocks)).toBeNull();
  expect(networkWithBlocks({ ...network, stages: [] }, 6)).toBeNull();
});
