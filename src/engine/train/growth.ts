import type { NetworkPlan, ParameterPlan } from '../../network/index.ts';
import { blockParameters, planParameters } from '../../network/index.ts';
import { growthProvenance } from '../../theory/index.ts';
import { isSlot } from './optimizer.ts';
import { entryOf, type HostState } from './state.ts';

/** For each parameter of the grown network the parameter of the old one that it copies. */
export function parameterProvenance(
  old: NetworkPlan,
  grown: NetworkPlan,
): ReadonlyMap<string, string> {
  const origin = new Map<string, string>();
  const blocks = new Map(old.blocks.map(b => [`${b.stage}.${b.indexInStage}`, b]));
  const perStage = new Map<number, number>();
  for (const block of old.blocks) perStage.set(block.stage, (perStage.get(block.stage) ?? 0) + 1);
  const inBlocks = new Set<string>();
  for (const block of grown.blocks) {
    const from = growthProvenance(perStage.get(block.stage) ?? 0)[block.indexInStage];
    const source = blocks.get(`${block.stage}.${from}`);
    if (!source) throw new Error(`block ${block.name} of the grown network has no origin`);
    const theirs = blockParameters(source);
    blockParameters(block).forEach((parameter, i) => {
      origin.set(parameter.name, sameShaped(theirs[i], parameter).name);
      inBlocks.add(parameter.name);
    });
  }
  const others = new Map(planParameters(old).map(p => [p.name, p]));
  for (const parameter of planParameters(grown)) {
    if (inBlocks.has(parameter.name)) continue;
    origin.set(parameter.name, sameShaped(others.get(parameter.name), parameter).name);
  }
  return origin;
}

/**
 * The state of the grown network: weights and running statistics copied by provenance
 * (arXiv 1710.10348, Section 4.1; the paper is silent on statistics). `slots` are the grown network's
 * slots before any update; with momentum `copy` they are copied by the same provenance instead.
 */
export function growState(
  state: HostState,
  slots: HostState,
  origin: ReadonlyMap<string, string>,
  momentum: 'zero' | 'copy',
): HostState {
  const grown: Record<string, HostState[string]> = {};
  for (const [name, from] of origin) grown[name] = entryOf(state, from);
  for (const [name, empty] of Object.entries(slots)) {
    grown[name] = momentum === 'zero' ? empty : entryOf(state, slotOrigin(name, origin));
  }
  return grown;
}

/** `optimizer.<slot>.<parameter>` of the old network for a slot of the grown one. */
function slotOrigin(name: string, origin: ReadonlyMap<string, string>): string {
  const [, head, parameter] = /^(optimizer\.[^.]+\.)(.+)$/.exec(name) ?? [];
  const from = parameter === undefined ? undefined : origin.get(parameter);
  if (!isSlot(name) || head === undefined || from === undefined) {
    throw new Error(`slot ${name} has no origin`);
  }
  return head + from;
}

function sameShaped(old: ParameterPlan | undefined, parameter: ParameterPlan): ParameterPlan {
  if (!old || old.shape.join() !== parameter.shape.join()) {
    throw new Error(`${parameter.name} cannot be copied from ${old?.name ?? 'nothing'}`);
  }
  return old;
}
