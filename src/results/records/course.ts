import { nameOfBlock } from '../../base/index.ts';
import type { BlockAxis } from '../../figures/index.ts';
import { bandsOf, joinBlocks } from '../blockChain.ts';
import type { Chain } from '../chain.ts';
import { columnOfRecord, type BlockColumn } from '../tables/blockRecords.ts';
import { unknownNetwork, whyNone, type NotShown } from './blocks.ts';

/** One block through all recorded steps; before a growth, the block at the same place of its stage. */
export interface BlockCourse {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Name of the block before the latest growth; null without growth. */
  readonly formerly: string | null;
}

export function recordedCourse(
  parts: Chain,
  column: BlockColumn,
  { stage, place }: { readonly stage: number; readonly place: number },
): BlockCourse | NotShown {
  const chain = joinBlocks(parts);
  const { steps } = chain;
  if (steps.length === 0) return { reason: whyNone(parts) };
  const y = new Float64Array(steps.length);
  const names: string[] = [];
  for (const [first, end] of bandsOf(chain)) {
    const record = chain.at(first);
    const network = chain.network(record);
    if (network === null) return { reason: unknownNetwork(record) };
    const block = blockAt(network.axis, stage, place);
    if (block === null) return { reason: `The network has no stage ${stage + 1}.` };
    names.push(nameOfBlock(network.axis.blocks, block));
    for (let i = first; i < end; i++) y[i] = columnOfRecord(chain.at(i), column)[block] ?? NaN;
  }
  return { x: Float64Array.from(steps), y, formerly: names.at(-2) ?? null };
}

/** Index of the block at this place of a stage; rounding may not make it the one before. */
function blockAt({ blocks }: BlockAxis, stage: number, place: number): number | null {
  const count = blocks[stage];
  if (count === undefined) return null;
  const before = blocks.slice(0, stage).reduce((sum, n) => sum + n, 0);
  return before + Math.min(count - 1, Math.max(0, Math.floor(place * count + 1e-6)));
}
