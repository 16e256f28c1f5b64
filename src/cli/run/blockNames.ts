import { leadingParent } from '../../record/index.ts';
import path from 'node:path';
import { readNetwork } from '../../language/index.ts';
import { networkWithBlocks, planNetwork } from '../../network/index.ts';
import { readRun, type NewRun } from '../../store/index.ts';

/**
 * Names of the blocks (`2.1`) of the network that a study is of, by index; empty where they cannot be
 * told. The network in the training's request is the one before growth, so it is grown until it has
 * this many blocks.
 */
export function blockNames(request: NewRun, store: string, blocks: number): readonly string[] {
  const parent = leadingParent(request);
  if (parent === null) return [];
  const trained = readRun(path.join(store, 'runs', parent.run)).request;
  const network = readNetwork(trained.network?.value);
  const grown = network && networkWithBlocks(network, blocks);
  return grown === null ? [] : planNetwork(grown.network).blocks.map(block => block.name);
}
