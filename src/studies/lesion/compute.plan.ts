import { Random, UserError } from '../../base/index.ts';
import type { Value } from './describe.ts';
import {
  canReorder,
  exchangeablePairs,
  explainIrremovable,
  irremovableBlocks,
  type NetworkPlan,
} from '../../network/index.ts';

type Pair = readonly [number, number];

/** One thing that is done to a trained network. */
export interface Lesion {
  readonly lesion: 'none' | 'remove' | 'swap';
  /** How what is changed was chosen: every block in turn, or at random. */
  readonly choice: 'none' | 'each' | 'random';
  /** Blocks removed, or pairs swapped. */
  readonly count: number;
  /** Which random choice, from 0. */
  readonly repeat: number;
  /** Blocks whose residual is taken out. */
  readonly removed: readonly number[];
  /** Pairs that changed places, one after another. */
  readonly swapped: readonly Pair[];
}

const intact: Lesion = {
  lesion: 'none',
  choice: 'none',
  count: 0,
  repeat: 0,
  removed: [],
  swapped: [],
};

/**
 * All lesions that a cell asks for, the whole network first (Veit, Wilber and Belongie, NeurIPS
 * 2016, sections 4.1 to 4.3). Choices depend on the seed, the count and the repeat only.
 *
 * @throws UserError `study.too-many` if more blocks are to be removed than there are, `study.no-pairs` if
 * no two blocks have the same shape, `study.plain` if nothing can stand in for a block.
 */
export function planLesions(
  { remove, swap, repeats, seed }: Value,
  plan: NetworkPlan,
): readonly Lesion[] {
  const removals = remove === 'each' ? (['each'] as const) : (remove ?? []);
  const pairs = swap === null ? [] : exchangeablePairs(plan);
  const [irremovable] = irremovableBlocks(plan.blocks);
  const most = plan.blocks.length;
  const tooMany = removals.find(k => k !== 'each' && k > most);
  if (swap !== null && pairs.length === 0)
    throw new UserError(
      'study.no-pairs',
      'No two blocks of this network have the same shape, so none can be swapped; leave `swap` out.',
    );
  if (remove !== null && irremovable !== undefined)
    throw new UserError('study.plain', explainIrremovable(irremovable));
  if (tooMany !== undefined)
    throw new UserError(
      'study.too-many',
      `\`remove\` asks for ${tooMany} blocks, and this network has ${most}; take smaller numbers.`,
    );
  const repeated = (make: (repeat: number) => Lesion) =>
    Array.from({ length: repeats }, (_, repeat) => make(repeat));
  return [
    intact,
    ...removals.flatMap(k =>
      k === 'each'
        ? plan.blocks.map((_, l) => removal([l], 'each', 0))
        : repeated(repeat => removal(drawBlocks(most, k, [seed, repeat]), 'random', repeat)),
    ),
    ...(swap ?? []).flatMap(count =>
      repeated(repeat => {
        const swapped = drawSwaps(pairs, most, count, [seed, repeat]);
        return { lesion: 'swap', choice: 'random', count, repeat, removed: [], swapped };
      }),
    ),
  ];
}

function removal(removed: readonly number[], choice: Lesion['choice'], repeat: number): Lesion {
  return { lesion: 'remove', choice, count: removed.length, repeat, removed, swapped: [] };
}

type Draw = readonly [seed: number, repeat: number];

/** So many of the blocks, in their order. */
function drawBlocks(blocks: number, count: number, [seed, repeat]: Draw): number[] {
  const order = Random.of(seed, 'remove', count, repeat).permutation(blocks);
  return [...order.subarray(0, count)].sort((a, b) => a - b);
}

/**
 * Swaps one after another that leave another order than they found: where they would not, all of them are drawn
 * again (our choice; the paper does not say), so that each such order is as likely as without that condition.
 *
 * The drawing is part of what the engine does and no key of the cell, so that it changes no digest: results of
 * before, which also hold unchanged orders (with τ = 1), stay results of their cell, and all of their other orders are
 * drawn here again, since the first draw is theirs.
 */
function drawSwaps(
  pairs: readonly Pair[],
  blocks: number,
  count: number,
  [seed, repeat]: Draw,
): readonly Pair[] {
  const random = Random.of(seed, 'swap', count, repeat);
  for (;;) {
    const swaps = Array.from({ length: count }, () => pairs[random.below(pairs.length)] ?? noPair);
    const isMoved = orderAfter(swaps, blocks).some((block, place) => block !== place);
    if (isMoved || !canReorder(pairs.length, count)) return swaps;
  }
}

const noPair: Pair = [0, 0];

/** Which block stands at each place after these swaps, one after another. */
export function orderAfter(swaps: Lesion['swapped'], blocks: number): number[] {
  const order = Array.from({ length: blocks }, (_, i) => i);
  for (const [a, b] of swaps) [order[a], order[b]] = [order[b] ?? b, order[a] ?? a];
  return order;
}
