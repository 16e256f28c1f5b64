import { blockName } from '../base/index.ts';
import type { NetworkValue } from '../language/index.ts';
import { planNetwork } from './planNetwork.ts';
import { summarise } from './summarise.ts';
import type { BlockSummary } from './summary.ts';

/**
 * Bytes that a training of this network needs at this batch, as `summarise` counts them, without
 * counting every block: those behind the second of a stage are like the second.
 */
export function trainingMemory(value: NetworkValue, batch: number): number {
  // In groups of blocks the place in the group matters.
  const longest = value.warp === undefined ? 2 : Infinity;
  const short = value.stages.map(s => ({ ...s, blocks: Math.min(s.blocks, longest) }));
  const summary = summarise(planNetwork({ ...value, stages: short }), batch);
  return value.stages.reduce((bytes, { blocks }, s) => {
    const like = summary.blocks.find(b => b.name === blockName(s, 1));
    const more = blocks - (short[s]?.blocks ?? blocks);
    return like === undefined || more === 0 ? bytes : bytes + more * bytesOf(like);
  }, summary.trainingMemoryBytes);
}

function bytesOf(block: BlockSummary): number {
  return block.activationBytes + 4 * (3 * block.trainableParameters + block.otherParameters);
}
