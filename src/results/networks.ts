import type { NetworkValue } from '../language/index.ts';
import {
  networkWithBlocks,
  planNetwork,
  summarise,
  type NetworkPlan,
  type NetworkSummary,
} from '../network/index.ts';
import type { BlockAxis } from '../figures/index.ts';
import { mostBlocks } from './requested.ts';

/** A network as a run had it at some time, told by its number of blocks. */
export interface NetworkAt {
  readonly axis: BlockAxis;
  /** h. */
  readonly step: number;
  /** How often it had grown. */
  readonly growths: number;
  /** Blocks, from 0, that the layers of a transition lead to. */
  readonly entered: ReadonlySet<number>;
}

/** The network grown until it has this many blocks; null where it never has. */
export function networkAt(network: NetworkValue | null, blocks: number): NetworkAt | null {
  const grown = grownTo(network, blocks);
  const plan = grown && attempt(() => planNetwork(grown.network));
  if (grown === null || plan === null) return null;
  const entered = plan.blocks.flatMap(({ enter = [] }, l) => (enter.length > 0 ? [l] : []));
  return {
    axis: axisOfPlan(grown.network, plan),
    step: grown.network.step,
    growths: grown.growths,
    entered: new Set(entered),
  };
}

/** The same as a network that can be planned. */
export function grownTo(
  network: NetworkValue | null,
  blocks: number,
): { readonly network: NetworkValue; readonly growths: number } | null {
  if (network === null || blocks > mostBlocks) return null;
  return networkWithBlocks(network, blocks);
}

/** Blocks by stage and the shape behind each stage. */
export function axisOf(network: NetworkValue): BlockAxis | null {
  const plan = attempt(() => planNetwork(network));
  return plan && axisOfPlan(network, plan);
}

function axisOfPlan(network: NetworkValue, plan: NetworkPlan): BlockAxis {
  let last = -1;
  const shapes = network.stages.map(({ blocks }) => {
    last += blocks;
    return plan.blocks[last]?.out ?? plan.input;
  });
  return { blocks: network.stages.map(s => s.blocks), shapes };
}

export function summaryOf(network: NetworkValue, batch: number): NetworkSummary | null {
  return attempt(() => summarise(planNetwork(network), batch));
}

/** The arithmetic is made for checked values; one from disk may be none. */
function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
