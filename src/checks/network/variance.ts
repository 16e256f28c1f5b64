import {
  type InitialisationValue,
  layerDescriptor,
  type LayerPlan,
  type ParameterPlan,
} from '../../language/index.ts';
import { type BlockPlan, type NetworkPlan, weightLaws } from '../../network/index.ts';

/** fan-in times the variance of the weights at the start: what a layer multiplies a second moment by. */
export function weightGain(weight: ParameterPlan, lawOf: LawOf): number {
  const fanIn = weight.shape.slice(0, -1).reduce((a, b) => a * b, 1);
  return fanIn * lawOf(weight).variance;
}

type LawOf = ReturnType<typeof weightLaws>;

/**
 * Predicted factor by which the second moment of the state changes from the first block to the last
 * at initialisation, in a network without normalisation. A convolution multiplies by fan-in·Var[w], an
 * activation by its second moment, as for standard normal inputs; a residual adds h² times its
 * gain (after Taki, arXiv 1709.02956; second moments instead of variances). An activation after the
 * addition is counted on the residual alone, which is a lower bound.
 */
export function predictedGrowth(plan: NetworkPlan): number {
  const lawOf = weightLaws(plan);
  return plan.blocks.reduce((total, block) => total * blockGain(block, plan.init, lawOf), 1);
}

function blockGain(block: BlockPlan, init: InitialisationValue, lawOf: LawOf): number {
  const gain = (layers: readonly LayerPlan[]) =>
    layers.reduce((product, layer) => product * layerGain(layer, lawOf), 1);
  const factor = (block.step * (block.scale?.initial ?? 1)) ** 2;
  const isZero = init.kind === 'zero-last' || init.kind === 'fixup';
  const residual = isZero ? 0 : factor * gain(block.branch) * gain(block.after);
  switch (block.shortcut.kind) {
    case 'none':
      return gain(block.branch) * gain(block.after);
    case 'identity':
    case 'pad':
      return 1 + residual;
    case 'projection':
      return (
        gain(block.branch.slice(0, block.shortcut.from)) * gain(block.shortcut.layers) + residual
      );
  }
}

function layerGain(layer: LayerPlan, lawOf: LawOf): number {
  const secondMoment = layerDescriptor(layer.layer).secondMoment?.(layer);
  if (secondMoment !== undefined) return secondMoment;
  if (layer.layer === 'conv' || layer.layer === 'dense') return weightGain(layer.weight, lawOf);
  return layer.layer === 'dropout' ? 1 / (1 - layer.rate) : 1;
}
