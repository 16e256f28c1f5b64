import { thinRows } from '../../../record/index.ts';
import type { Data, HeatBand, HeatQuery } from '../../../protocol/index.ts';
import {
  type RunSource,
  bandsOf,
  chainOf,
  columnOfRecord,
  joinBlocks,
} from '../../../results/index.ts';
import { unknownNetwork, whyNone } from './blocks.ts';

/** A column of every block at every recorded step, as many steps as there are pixels. */
export function heatData(query: HeatQuery, find: (id: string) => RunSource): Data {
  const parts = chainOf(find(query.run), find);
  const chain = joinBlocks(parts);
  const { steps } = chain;
  if (steps.length === 0) return { kind: 'none', reason: whyNone(parts) };
  const planned = parts.at(-1)?.source.run?.status?.steps ?? 0;
  const last = Math.max(planned, steps[steps.length - 1] ?? 0);
  const bands: HeatBand[] = [];
  for (const [first, end] of bandsOf(chain)) {
    const record = chain.at(first);
    const network = chain.network(record);
    if (network === null) return { kind: 'none', reason: unknownNetwork(record) };
    const pixels = (query.height * ((steps[end - 1] ?? 0) - (steps[first] ?? 0))) / (last || 1);
    const kept = thinRows(
      steps.subarray(first, end),
      steps[first] ?? 0,
      steps[end - 1] ?? 0,
      Math.max(1, pixels),
    );
    const values = new Float32Array(kept.length * record.blocks);
    kept.forEach((row, i) => {
      const column = columnOfRecord(chain.at(first + row), query.column);
      values.set(column.subarray(0, record.blocks), i * record.blocks);
    });
    bands.push({
      axis: network.axis,
      steps: Int32Array.from(kept, row => steps[first + row] ?? 0),
      values,
    });
  }
  return { kind: 'heat', run: query.run, bands, planned };
}
