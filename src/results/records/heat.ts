import { thinRows } from '../../record/index.ts';
import type { HeatBand } from '../../studies/contract/present.ts';
import { bandsOf, joinBlocks } from '../blockChain.ts';
import type { Chain } from '../chain.ts';
import { columnOfRecord, type BlockColumn } from '../tables/blockRecords.ts';
import { plannedSteps, unknownNetwork, whyNone, type NotShown } from './blocks.ts';

/** A column of every block at every recorded step, as many steps as there are pixels: a band after each growth. */
export function recordedHeat(
  parts: Chain,
  name: BlockColumn,
  height: number,
): readonly HeatBand[] | NotShown {
  const chain = joinBlocks(parts);
  const { steps } = chain;
  if (steps.length === 0) return { reason: whyNone(parts) };
  const last = Math.max(plannedSteps(parts), steps[steps.length - 1] ?? 0);
  const bands: HeatBand[] = [];
  for (const [first, end] of bandsOf(chain)) {
    const record = chain.at(first);
    const network = chain.network(record);
    if (network === null) return { reason: unknownNetwork(record) };
    const [from, to] = [steps[first] ?? 0, steps[end - 1] ?? 0];
    const pixels = (height * (to - from)) / (last || 1);
    const kept = thinRows(steps.subarray(first, end), from, to, Math.max(1, pixels));
    const values = new Float32Array(kept.length * record.blocks);
    kept.forEach((row, i) => {
      const column = columnOfRecord(chain.at(first + row), name);
      values.set(column.subarray(0, record.blocks), i * record.blocks);
    });
    bands.push({
      axis: network.axis,
      steps: Int32Array.from(kept, row => steps[first + row] ?? 0),
      values,
    });
  }
  return bands;
}
