import type { NetworkValue, TrainValue } from '../language/index.ts';

/**
 * One interpolation of multi-level training: every stage doubles its blocks and h halves (Chang et
 * al., ICLR 2018, Section 4). Where the new blocks' weights come from is the engine's matter.
 */
export function growNetwork(value: NetworkValue): NetworkValue {
  return {
    ...value,
    stages: value.stages.map(stage => ({ ...stage, blocks: 2 * stage.blocks })),
    step: value.step / 2,
  };
}

/** The network after it has grown so many times. */
export function grownNetwork(network: NetworkValue, growths: number): NetworkValue {
  let now = network;
  for (let i = 0; i < growths; i++) {
    const next = grown.get(now) ?? growNetwork(now);
    grown.set(now, next);
    now = next;
  }
  return now;
}

/** The same value each time, so that what is remembered of a network by its value is found again. */
const grown = new WeakMap<NetworkValue, NetworkValue>();

/** The network as it is when a training with this recipe ends. */
export function networkAtEnd(
  network: NetworkValue,
  { grow }: Pick<TrainValue, 'grow'>,
): NetworkValue {
  return grownNetwork(network, grow?.at.length ?? 0);
}

/** The network when it has so many blocks, and how often it has grown by then; null where it never has. */
export function networkWithBlocks(
  network: NetworkValue,
  blocks: number,
): { readonly network: NetworkValue; readonly growths: number } | null {
  const first = countBlocks(network);
  const growths = Math.log2(blocks / first);
  if (first === 0 || !Number.isInteger(growths) || growths < 0) return null;
  return { network: grownNetwork(network, growths), growths };
}

/** Blocks of all stages. */
export function countBlocks({ stages }: Pick<NetworkValue, 'stages'>): number {
  return stages.reduce((sum, { blocks }) => sum + blocks, 0);
}
