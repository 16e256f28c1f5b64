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

/** Whether there is such a pair. */
export function hasExchangeablePair({ blocks }: NetworkPlan): boolean {
  const seen = new Set<string>();
  return blocks.some(block => {
    const form = formOf(block);
    const isKnown = seen.has(form);
    seen.add(form);
    return isKnown;
  });
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
