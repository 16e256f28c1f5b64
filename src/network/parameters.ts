import { layerDescriptor, type LayerPlan, type ParameterPlan } from '../language/index.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';

/** All parameters in order of execution; names are unique. */
export function planParameters(plan: NetworkPlan): ParameterPlan[] {
  return [
    ...plan.stem.flatMap(layerParameters),
    ...plan.blocks.flatMap(blockParameters),
    ...plan.head.flatMap(layerParameters),
    plan.dense.weight,
    plan.dense.bias,
  ];
}

export function blockParameters(block: BlockPlan): ParameterPlan[] {
  const shortcut = block.shortcut.kind === 'projection' ? block.shortcut.layers : [];
  const scale = block.scale === undefined ? [] : [block.scale.parameter];
  const gate = block.gate === undefined ? [] : [block.gate.layer];
  return [
    ...[...(block.enter ?? []), ...block.branch, ...shortcut, ...gate].flatMap(layerParameters),
    ...scale,
    ...block.after.flatMap(layerParameters),
  ];
}

export function layerParameters(layer: LayerPlan): readonly ParameterPlan[] {
  return layerDescriptor(layer.layer).parameters(layer);
}

/** Numbers in these parameters. */
export function countParameters(parameters: readonly ParameterPlan[], trainable: boolean): number {
  return parameters
    .filter(p => p.trainable === trainable)
    .reduce((sum, p) => sum + p.shape.reduce((a, b) => a * b, 1), 0);
}
