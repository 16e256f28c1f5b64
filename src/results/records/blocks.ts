import { growthProvenance } from '../../theory/index.ts';
import type { RecordedBlocks } from '../../studies/contract/present.ts';
import { bandsOf, joinBlocks, type BlockChain } from '../blockChain.ts';
import type { Chain } from '../chain.ts';
import type { NetworkAt } from '../networks.ts';
import { blockColumns, columnOfRecord, type BlockRecord } from '../tables/blockRecords.ts';

/** Why something cannot be shown, a sentence. */
export interface NotShown {
  readonly reason: string;
}

/** The norms of every block at one recorded step, or the nearest before it; null: the newest. */
export function recordedBlocks(parts: Chain, step: number | null): RecordedBlocks | NotShown {
  const chain = joinBlocks(parts);
  if (chain.steps.length === 0) return { reason: whyNone(parts) };
  const shown = recordAt(chain.steps, step);
  const record = chain.at(shown);
  const network = chain.network(record);
  if (network === null) return { reason: unknownNetwork(record) };
  const columns = blockColumns.map(name => [name, columnOfRecord(record, name).slice()] as const);
  return {
    axis: network.axis,
    step: record.step,
    steps: chain.steps,
    planned: plannedSteps(parts),
    columns: Object.fromEntries(columns),
    stepSize: network.step,
    beforeGrowth: beforeGrowth(chain, shown, network),
    extent: extentOf(chain),
  };
}

/** Steps that a training goes to; 0 where that is not known. */
export function plannedSteps(parts: Chain): number {
  return parts.at(-1)?.source.run?.status?.steps ?? 0;
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
): RecordedBlocks['beforeGrowth'] {
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

/** Smallest and largest positive finite value of each column over all recorded steps, for steady axes. */
function extentOf(chain: BlockChain): RecordedBlocks['extent'] {
  const found = blockColumns.map(column => {
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
  return Object.fromEntries(found);
}
