import type { ParameterPlan } from '../language/index.ts';
import { blockParameters } from './parameters.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';

/**
 * Pairs of blocks that can change places: each computes from its shape to the same shape with the
 * other's parameters. The layers of a transition in front of a block are no part of it: they stay.
 */
export function exchangeablePairs({ blocks }: NetworkPlan): (readonly [number, number])[] {
  const forms = blocks.map(formOf);
  return blocks.flatMap((_, i) =>
    blocks.flatMap((_, j) => (i < j && forms[i] === forms[j] ? [[i, j] as const] : [])),
  );
}

/** How many such pairs there are, in time that grows with the blocks only. */
export function countExchangeablePairs({ blocks }: NetworkPlan): number {
  const seen = new Map<string, number>();
  let pairs = 0;
  for (const block of blocks) {
    const form = formOf(block);
    const alike = seen.get(form) ?? 0;
    pairs += alike;
    seen.set(form, alike + 1);
  }
  return pairs;
}

/**
 * Whether so many swaps, one after another, can leave another order of blocks than they found. Of one pair each
 * second swap takes the first back; of two pairs, one can be swapped last.
 */
export function canReorder(pairs: number, swaps: number): boolean {
  return pairs > 1 ? swaps > 0 : pairs === 1 && swaps % 2 === 1;
}

/** Parameters that move with a block, in order: all but those of the transition in front of it. */
export function movingParameters(block: BlockPlan): ParameterPlan[] {
  return blockParameters({ ...block, enter: undefined });
}

/** Equal for blocks that compute the same with each other's parameters. */
function formOf({ in: input, out, branch, shortcut, gate, after, step, scale }: BlockPlan): string {
  const form = { input, out, branch, shortcut, gate, after, step, scale };
  return JSON.stringify(form, (key, value: unknown) => (key === 'name' ? undefined : value));
}
