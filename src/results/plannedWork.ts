import type { NetworkValue } from '../language/index.ts';
import { grownNetwork } from '../network/index.ts';
import type { CurveAxis, Line, RunEvent } from '../protocol/index.ts';
import { stepOfEpoch } from '../theory/index.ts';
import { summaryOf } from './networks.ts';
import type { Recipe } from './types.ts';

export interface PlannedWork {
  /** Multiply-adds of one image forward, at each step; both sides of a growth are exact. */
  readonly work: Line;
  readonly growths: readonly RunEvent[];
}

/** What the network of a recipe costs from step to step as it grows; null where that is not known. */
export function plannedWork(recipe: Recipe, axis: CurveAxis): PlannedWork | null {
  const { value, network, stepsPerEpoch: perEpoch } = recipe;
  if (network === null || perEpoch === null || axis === 'seconds') return null;
  const toX = (step: number) => (axis === 'step' ? step : step / perEpoch);
  const end = stepOfEpoch(value.epochs, perEpoch);
  const levels = levelsOf(network, value.grow?.at ?? [], perEpoch).filter(l => l.from < end);
  const macs = levels.map(level => summaryOf(level.network, value.batch)?.macs ?? NaN);
  if (!macs.every(Number.isFinite)) return null;
  // The update that makes step s runs on the network before s.
  const steps = levels.flatMap(({ from }, i) => [from + 1, levels[i + 1]?.from ?? end]);
  return {
    work: {
      x: Float64Array.from(steps, toX),
      y: Float64Array.from(steps, (_, i) => macs[i >> 1] ?? NaN),
      thinned: steps.length < end,
    },
    growths: levels.slice(1).map(({ from, network: now }, i) => {
      const before = levels[i]?.network ?? network;
      return {
        event: 'growth',
        x: toX(from),
        step: from,
        from: before.stages.map(stage => stage.blocks),
        to: now.stages.map(stage => stage.blocks),
        stepSize: [before.step, now.step],
        loss: [null, null],
        accuracy: [null, null],
      };
    }),
  };
}

interface Level {
  /** Steps that are done when it begins. */
  readonly from: number;
  readonly network: NetworkValue;
}

function levelsOf(network: NetworkValue, growths: readonly number[], perEpoch: number): Level[] {
  return [0, ...growths].map((epoch, level) => ({
    from: stepOfEpoch(epoch, perEpoch),
    network: grownNetwork(network, level),
  }));
}
