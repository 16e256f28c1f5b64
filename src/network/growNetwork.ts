import type { NetworkValue } from '../language/index.ts';

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
