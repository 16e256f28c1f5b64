import type { LayerPlan, ParameterPlan } from '../../language/index.ts';
import type { NetworkPlan } from '../../network/index.ts';

/** All parameters of a network and its running statistics, in order of execution. */
export function parameters(plan: NetworkPlan): readonly ParameterPlan[] {
  return [
    ...plan.stem.flatMap(layerParameters),
    ...plan.blocks.flatMap(blockParameters),
    ...plan.head.flatMap(layerParameters),
    plan.dense.weight,
    plan.dense.bias,
  ];
}

/** The parameters of one block: branch, shortcut, layers after the addition. */
export function blockParameters(block: NetworkPlan['blocks'][number]): readonly ParameterPlan[] {
  const shortcut = block.shortcut.kind === 'projection' ? block.shortcut.layers : [];
  return [...block.branch, ...shortcut, ...block.after].flatMap(layerParameters);
}

/** Every layer with a name or parameters, in order of execution. */
export function allLayers(plan: NetworkPlan): readonly LayerPlan[] {
  const blocks = plan.blocks.flatMap(b => [
    ...b.branch,
    ...(b.shortcut.kind === 'projection' ? b.shortcut.layers : []),
    ...b.after,
  ]);
  return [...plan.stem, ...blocks, ...plan.head];
}

function layerParameters(layer: LayerPlan): readonly ParameterPlan[] {
  if (layer.layer === 'conv') return [layer.weight];
  if (layer.layer === 'norm') return [layer.gamma, layer.beta, layer.mean, layer.variance];
  return [];
}
