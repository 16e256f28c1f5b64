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

/** All lesions that a cell asks for, one after another. There may be too many to hold them all. */
export interface LesionPlan {
  readonly count: number;
  readonly lesions: Iterable<Lesion>;
}

/**
 * The lesions that a cell asks for, the whole network first (Veit, Wilber and Belongie, NeurIPS
 * 2016, sections 4.1 to 4.3). Choices depend on the seed, the count and the repeat only.
 *
 * @throws UserError `study.too-many` if more blocks are to be removed than there are, `study.no-pairs` if
 * no two blocks have the same shape, `study.plain` if nothing can stand in for a block.
 */
export function planLesions(value: Value, plan: NetworkPlan): LesionPlan {
  const { swap, repeats } = value;
  const removals = value.remove === 'each' ? (['each'] as const) : (value.remove ?? []);
  const pairs = swap === null ? [] : exchangeablePairs(plan);
  const [irremovable] = irremovableBlocks(plan.blocks);
  const blocks = plan.blocks.length;
  const tooMany = removals.find(k => k !== 'each' && k > blocks);
  if (swap !== null && pairs.length === 0)
    throw new UserError(
      'study.no-pairs',
      'No two blocks of this network have the same shape, so none can be swapped; leave `swap` out.',
    );
  if (removals.length > 0 && irremovable !== undefined)
    throw new UserError('study.plain', explainIrremovable(irremovable));
  if (tooMany !== undefined)
    throw new UserError(
      'study.too-many',
      `\`remove\` asks for ${tooMany} blocks, and this network has ${blocks}; take smaller numbers.`,
    );
  const drawn = removals.filter(k => k !== 'each').length + (swap ?? []).length;
  const inTurn = (removals.length + (swap ?? []).length - drawn) * blocks;
  return {
    count: 1 + inTurn + drawn * repeats,
    lesions: lesionsOf({ removals, swaps: swap ?? [], repeats, seed: value.seed, blocks, pairs }),
  };
}

interface Asked {
  readonly removals: readonly ('each' | number)[];
  readonly swaps: readonly number[];
  readonly repeats: number;
  readonly seed: number;
  readonly blocks: number;
  readonly pairs: readonly Pair[];
}

function* lesionsOf({ removals, swaps, repeats, seed, blocks, pairs }: Asked): Iterable<Lesion> {
  yield intact;
  for (const k of removals)
    if (k === 'each') for (let l = 0; l < blocks; l++) yield removal([l], 'each', 0);
    else
      for (let repeat = 0; repeat < repeats; repeat++)
        yield removal(drawBlocks(blocks, k, [seed, repeat]), 'random', repeat);
  for (const count of swaps)
    for (let repeat = 0; repeat < repeats; repeat++) {
      const swapped = drawSwaps(pairs, blocks, count, [seed, repeat]);
      yield { lesion: 'swap', choice: 'random', count, repeat, removed: [], swapped };
    }
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
