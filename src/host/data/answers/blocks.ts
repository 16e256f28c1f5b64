import type { BlockColumn, BlocksData, BlocksQuery, Data } from '../../../protocol/index.ts';
import { growthProvenance } from '../../../theory/index.ts';
import {
  type BlockChain,
  type BlockRecord,
  type Chain,
  type NetworkAt,
  type RunSource,
  bandsOf,
  chainOf,
  columnOfRecord,
  joinBlocks,
} from '../../../results/index.ts';

const columns: readonly BlockColumn[] = ['state', 'residual', 'gradient', 'ratio'];

/** The norms of every block at one recorded step. */
export function blocksData(query: BlocksQuery, find: (id: string) => RunSource): Data {
  const parts = chainOf(find(query.run), find);
  const chain = joinBlocks(parts);
  if (chain.steps.length === 0) return { kind: 'none', reason: whyNone(parts) };
  const shown = recordAt(chain.steps, query.step);
  const record = chain.at(shown);
  const network = chain.network(record);
  if (network === null) return { kind: 'none', reason: unknownNetwork(record) };
  const { state, residual, gradient } = record;
  return {
    kind: 'blocks',
    run: query.run,
    axis: network.axis,
    step: record.step,
    steps: chain.steps,
    planned: parts.at(-1)?.source.run?.status?.steps ?? 0,
    state: state.slice(),
    residual: residual.slice(),
    gradient: gradient.slice(),
    ratio: columnOfRecord(record, 'ratio'),
    stepSize: network.step,
    beforeGrowth: beforeGrowth(chain, shown, network),
    extent: extentOf(chain),
  };
}

/** Why a run has no norms by block (yet). */
export function whyNone(parts: Chain): string {
  const source = parts.at(-1)?.source;
  const run = source?.run ?? null;
  if (run === null) return source?.problem ?? 'The run is not there.';
  const every = (run.request.value as { norms?: unknown } | null)?.norms;
  if (every === 0)
    return 'This run records no norms by block. Write `norms: 100` in its cell to record them every 100 steps.';
  return run.life === 'ended'
    ? 'The run ended before norms by block were recorded.'
    : 'No norms by block are recorded yet.';
}

export function unknownNetwork({ blocks }: BlockRecord): string {
  return `The run has norms of ${blocks} blocks, which do not fit the network in its run.json.`;
}

/** The nearest record up to a step, else the first; the newest for null. */
function recordAt(steps: Int32Array, step: number | null): number {
  if (step === null) return steps.length - 1;
  return Math.max(
    0,
    steps.findLastIndex(s => s <= step),
  );
}

/** Entry l is the residual norm of the block that block l was copied from, through every growth since. */
function beforeGrowth(
  chain: BlockChain,
  shown: number,
  now: NetworkAt,
): BlocksData['beforeGrowth'] {
  const { blocks } = chain.at(shown);
  for (let i = shown - 1; i >= 0; i--) {
    const record = chain.at(i);
    if (record.blocks === blocks) continue;
    const before = chain.network(record);
    if (before === null) return null;
    const origin = originOf(before, now.growths - before.growths);
    return {
      step: record.step,
      residual: Float32Array.from(origin, block => record.residual[block] ?? NaN),
      stepSize: before.step,
    };
  }
  return null;
}

/** For each block after so many growths the block that it came from, both counted from 0. */
function originOf({ axis }: NetworkAt, growths: number): number[] {
  let start = 0;
  return axis.blocks.flatMap(count => {
    let origin = Array.from({ length: count }, (_, i) => i);
    for (let g = 0; g < growths; g++)
      origin = growthProvenance(origin.length).map(from => origin[from] ?? 0);
    start += count;
    return origin.map(i => start - count + i);
  });
}

function extentOf(chain: BlockChain): BlocksData['extent'] {
  const found = columns.map(column => {
    let [low, high] = [Infinity, 0];
    for (const [first, end] of bandsOf(chain))
      for (let i = first; i < end; i++)
        for (const value of columnOfRecord(chain.at(i), column)) {
          if (!(value > 0 && value < Infinity)) continue;
          if (value < low) low = value;
          if (value > high) high = value;
        }
    return [column, high > 0 ? ([low, high] as const) : null] as const;
  });
  return Object.fromEntries(found) as BlocksData['extent'];
}
