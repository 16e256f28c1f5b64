import type { BlockPlan, NetworkPlan } from './plan.ts';

/**
 * The name by which papers call a network, e.g. `ResNet-110`, `WResNet-14`, `WRN-28-10`,
 * `PlainNet-56`; null where stages or blocks follow none of their rules.
 *
 * @param depth layers with weights on the main path, the dense layer included
 */
export function familyName(plan: NetworkPlan, depth: number): string | null {
  const stages = blocksByStage(plan);
  const [first] = plan.blocks;
  const perStage = stages[0]?.length ?? 0;
  const even = stages.length === 3 && stages.every(s => s.length === perStage);
  if (!even || first === undefined) return null;
  const stem = plan.stem.at(-1)?.out[2] ?? 0;
  const filters = stages.map(s => s[0]?.out[2] ?? 0);
  const [width = 0] = filters;
  if (filters[1] !== 2 * width || filters[2] !== 4 * width) return null;
  const separate = stages.slice(1).every(s => s[0]?.enter !== undefined);
  if (plan.warp !== undefined) return separate ? `WarpNet-${depth - 1}-${width / 16}` : null;
  const convolutions = first.branch.filter(l => l.layer === 'conv').length;
  if (first.gate !== undefined || first.branch.some(l => l.layer === 'dense')) return null;
  if (separate)
    return convolutions === 3 && stem === 64 && width === 64 ? `ProcResNet-${depth}` : null;
  if (first.shortcut.kind === 'none') return stem === 16 ? `PlainNet-${depth}` : null;
  if (convolutions === 3) return stem === 16 && width === 64 ? `ResNet-${depth}` : null;
  if (convolutions !== 2) return null;
  if (stem === width)
    return width === 16 ? `ResNet-${depth}` : width === 32 ? `WResNet-${depth}` : null;
  // Zagoruyko and Komodakis count the convolutions of the three projections, and not the dense layer.
  const projected = stages.every(s => s[0]?.shortcut.kind === 'projection');
  return projected && stem === 16 && width % 16 === 0 ? `WRN-${depth + 2}-${width / 16}` : null;
}

function blocksByStage(plan: NetworkPlan): BlockPlan[][] {
  const stages: BlockPlan[][] = [];
  for (const block of plan.blocks) (stages[block.stage - 1] ??= []).push(block);
  return stages;
}
