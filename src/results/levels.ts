import type { TrainedEvent, WorkLevel } from '../curves/index.ts';
import type { NetworkValue } from '../language/index.ts';
import { grownNetwork } from '../network/index.ts';
import { stepOfEpoch } from '../theory/index.ts';
import type { Growth } from './tables/events.ts';
import { grownTo, summaryOf } from './networks.ts';
import type { Recipe } from './types.ts';

/** What the network of a training cost from step to step; empty where it is not known. */
export function recordedLevels(
  network: NetworkValue | null,
  growths: readonly Pick<Growth, 'step' | 'blocks'>[],
): WorkLevel[] {
  if (network === null) return [];
  const levels = growths.map(({ step, blocks }) => ({ step, blocks: blocks[1] }));
  const found = [
    { from: 0, multiplyAdds: macsOf(network) },
    ...levels.map(({ step, blocks }) => ({
      from: step,
      multiplyAdds: macsOf(grownTo(network, blocks)?.network ?? null),
    })),
  ];
  return found.every(level => Number.isFinite(level.multiplyAdds)) ? found : [];
}

/** What a training that never ran would cost, and where its network would grow. */
export interface PlannedCourse {
  readonly levels: readonly WorkLevel[];
  readonly events: readonly TrainedEvent[];
}

export function plannedCourse({ value, network, stepsPerEpoch }: Recipe): PlannedCourse {
  if (network === null || stepsPerEpoch === null) return { levels: [], events: [] };
  const end = stepOfEpoch(value.epochs, stepsPerEpoch);
  const sizes = [0, ...(value.grow?.at ?? [])]
    .map((epoch, level) => ({
      from: stepOfEpoch(epoch, stepsPerEpoch),
      network: grownNetwork(network, level),
    }))
    .filter(({ from }) => from < end);
  const levels = sizes.map(({ from, network: grown }) => ({
    from,
    multiplyAdds: macsOf(grown),
  }));
  if (!levels.every(level => Number.isFinite(level.multiplyAdds)))
    return { levels: [], events: [] };
  const events = sizes.slice(1).map(({ from: step, network: now }, i): TrainedEvent => {
    const before = sizes[i]?.network ?? network;
    return {
      event: 'growth',
      step,
      from: before.stages.map(stage => stage.blocks),
      to: now.stages.map(stage => stage.blocks),
      stepSize: [before.step, now.step],
      loss: [null, null],
      accuracy: [null, null],
    };
  });
  return { levels, events };
}

/** Multiply-adds of one image, forward; NaN where the network cannot be planned. */
function macsOf(network: NetworkValue | null): number {
  return (network && summaryOf(network, 1)?.macs) ?? NaN;
}
