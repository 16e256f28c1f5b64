import type { Chain } from './chain.ts';
import { networkAt, type NetworkAt } from './networks.ts';
import { networkOf } from './requested.ts';
import type { BlockRecord, BlockRecords } from './tables/blockRecords.ts';

/** Every record of a chain, each of its own part's steps, and the network at each. */
export interface BlockChain {
  readonly steps: Int32Array;
  at(index: number): BlockRecord;
  /** Null where run.json does not describe it. */
  network(record: BlockRecord): NetworkAt | null;
}

export function joinBlocks(chain: Chain): BlockChain {
  const places: { readonly records: BlockRecords; readonly record: number }[] = [];
  const steps: number[] = [];
  for (const { source, until } of chain) {
    const records = source.tables?.blocks;
    if (records === undefined) continue;
    for (let record = 0; record < records.length; record++) {
      const step = records.stepOf(record);
      if (step > until) break;
      if (step <= (steps.at(-1) ?? -1)) continue;
      places.push({ records, record });
      steps.push(step);
    }
  }
  const network = networkOf(chain.at(-1)?.source.run ?? null);
  const known = new Map<number, NetworkAt | null>();
  const networkOfRecord = ({ blocks }: BlockRecord) => {
    const found = known.get(blocks) ?? networkAt(network, blocks);
    known.set(blocks, found);
    return found;
  };
  return {
    steps: Int32Array.from(steps),
    at: index => {
      const place = places[index];
      if (place === undefined) throw new Error(`no record ${index}`);
      const record = place.records.at(place.record);
      return withOutputGradient(record, () => networkOfRecord(record));
    },
    network: networkOfRecord,
  };
}

/**
 * The output of a block is the input of the next, unless a transition stands between them: what runs of
 * earlier versions recorded says nothing of the gradient in front of it.
 */
function withOutputGradient(record: BlockRecord, network: () => NetworkAt | null): BlockRecord {
  if (record.outputGradient !== null) return record;
  const entered = network()?.entered;
  const outputGradient = record.gradient
    .subarray(1)
    .map((norm, l) => (entered?.has(l + 1) === true ? NaN : norm));
  return { ...record, outputGradient };
}

/** Records that follow each other with one number of blocks: [first, behind the last). */
export function bandsOf(chain: BlockChain): (readonly [number, number])[] {
  const bands: (readonly [number, number])[] = [];
  let first = 0;
  for (let i = 1; i <= chain.steps.length; i++) {
    if (i < chain.steps.length && chain.at(i).blocks === chain.at(first).blocks) continue;
    bands.push([first, i]);
    first = i;
  }
  return bands;
}
