import type { BlocksData, BlocksQuery, Data } from '../../../protocol/index.ts';
import { chainOf, recordedBlocks, type FindRun } from '../../../results/index.ts';

/** The norms of every block at one recorded step. */
export function blocksData({ run, step }: BlocksQuery, find: FindRun): Data {
  const found = recordedBlocks(chainOf(find(run), find), step);
  if ('reason' in found) return { kind: 'none', ...found };
  const { columns, ...others } = found;
  return { kind: 'blocks', run, ...others, ...columns } as unknown as BlocksData;
}
