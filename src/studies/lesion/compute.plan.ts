import { Random, UserError } from '../../base/index.ts';
import type { Value } from './describe.ts';
import {
  exchangeablePairs,
  explainIrremovable,
  irremovableBlocks,
  type NetworkPlan,
} from '../../network/index.ts';

/** One thing that is done to a trained network. */
export interface Lesion {
  readonly lesion: 'none' | 'remove' | 'swap';
  /** Blocks removed, or pairs swapped. */
  readonly count: number;
  /** Which random choice, from 0. */
  readonly repeat: number;
  /** Blocks whose residual is taken out. */
  readonly removed: readonly number[];
  /** Pairs that changed places, one after another. */
  readonly swapped: readonly (readonly [number, number])[];
}

/**
 * All lesions that a cell asks for, the whole network first (Veit, Wilber and Belongie, NeurIPS
 * 2016, sections 4.1 to 4.3). Choices depend on the seed, the count and the repeat only.
 *
 * @throws UserError `lesion.count` if more blocks are to be removed than there are, `lesion.swap` if
 * no two blocks have the same shape.
 */
export function planLesions(
  { remove, swap, repeats, seed }: Value,
  plan: NetworkPlan,
): readonly Lesion[] {
  const n = plan.blocks.length;
  const repeated = <T>(
    counts: readonly number[],
    make: (count: number, repeat: number) => T,
  ): T[] =>
    counts.flatMap(count => Array.from({ length: repeats }, (_, repeat) => make(count, repeat)));
  const pairs = exchangeablePairs(plan);
  if (swap !== null && pairs.length === 0) {
    throw new UserError(
      'lesion.swap',
      'No two blocks of this network have the same shape, so none can be swapped; leave `swap` out.',
    );
  }
  const [irremovable] = irremovableBlocks(plan.blocks);
  if (remove !== null && irremovable !== undefined)
    throw new UserError('lesion.plain', explainIrremovable(irremovable));
  const intact: Lesion = { lesion: 'none', count: 0, repeat: 0, removed: [], swapped: [] };
  return [
    intact,
    ...(remove === 'each' ? plan.blocks.map((_, l) => removal([l], 0)) : []),
    ...repeated(Array.isArray(remove) ? (remove as readonly number[]) : [], (count, repeat) => {
      if (count > n) {
        throw new UserError(
          'lesion.count',
          `\`remove\` asks for ${count} blocks, and this network has ${n}; take smaller numbers.`,
        );
      }
      const order = Random.of(seed, 'remove', count, repeat).permutation(n);
      return removal(
        [...order.subarray(0, count)].sort((a, b) => a - b),
        repeat,
      );
    }),
    ...repeated(swap ?? [], (count, repeat): Lesion => {
      const random = Random.of(seed, 'swap', count, repeat);
      const swapped = Array.from(
        { length: count },
        () => pairs[random.below(pairs.length)] ?? ([0, 0] as const),
      );
      return { lesion: 'swap', count, repeat, removed: [], swapped };
    }),
  ];
}

function removal(removed: readonly number[], repeat: number): Lesion {
  return { lesion: 'remove', count: removed.length, repeat, removed, swapped: [] };
}

/** Which block stands at each place after these swaps, one after another. */
export function orderAfter(swaps: Lesion['swapped'], blocks: number): number[] {
  const order = Array.from({ length: blocks }, (_, i) => i);
  for (const [a, b] of swaps) [order[a], order[b]] = [order[b] ?? b, order[a] ?? a];
  return order;
}
