import { type InitialisationValue, layerDescriptor, type LayerPlan } from '../../language/index.ts';
import type { BlockPlan, NetworkPlan } from '../../network/index.ts';

/** fan-in times the variance of the weights at the start: what a convolution multiplies a second moment by. */
export function weightGain(
  layer: Extract<LayerPlan, { readonly layer: 'conv' }>,
  init: InitialisationValue,
  blocks: number,
): number {
  const area = layer.kernel * layer.kernel;
  const [fanIn, fanOut] = [area * layer.in[2], area * layer.out[2]];
  switch (init.kind) {
    case 'he':
    case 'he-uniform':
    case 'looks-linear':
    case 'zero-last':
    case 'fixup':
      return 2;
    case 'glorot':
      return (2 * fanIn) / (fanIn + fanOut);
    case 'depth-scaled':
      return init.c / Math.max(1, blocks);
  }
}

/**
 * Predicted factor by which the second moment of the state changes from the first block to the last
 * at initialisation, in a network without normalisation. A convolution multiplies by fan-in·Var[w], a
 * ReLU halves, a leaky ReLU takes (1+β²)/2, as for symmetric inputs; a residual adds h² times its
 * gain (after Taki, arXiv 1709.02956; second moments instead of variances). An activation after the
 * addition is counted on the residual alone, which is a lower bound.
 */
export function predictedGrowth(plan: NetworkPlan): number {
  const blocks = plan.blocks.length;
  return plan.blocks.reduce((total, block) => total * blockGain(block, plan.init, blocks), 1);
}

function blockGain(block: BlockPlan, init: InitialisationValue, blocks: number): number {
  const gain = (layers: readonly LayerPlan[]) =>
    layers.reduce((product, layer) => product * layerGain(layer, init, blocks), 1);
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

function layerGain(layer: LayerPlan, init: InitialisationValue, blocks: number): number {
  const secondMoment = layerDescriptor(layer.layer).secondMoment?.(layer);
  if (secondMoment !== undefined) return secondMoment;
  if (layer.layer === 'conv') return weightGain(layer, init, blocks);
  return layer.layer === 'dropout' ? 1 / (1 - layer.rate) : 1;
}
