import { formatShape, type LayerPlan, sameShape } from '../language/index.ts';
import { branchShape, shortcutShape } from './joins.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';
import type { NetworkProblem, ValuePath } from './problem.ts';

/** A pooling window that is larger than its feature map gives nothing. */
export function poolProblems(plan: NetworkPlan): NetworkProblem[] {
  const lists: [ValuePath, string, readonly LayerPlan[]][] = [
    [['stem', 'layers'], 'the stem', plan.stem],
    ...plan.blocks.map((block): (typeof lists)[number] => [
      ['stages', block.stage - 1],
      `block ${block.name}`,
      [...(block.enter ?? []), ...block.branch],
    ]),
    [['head'], 'the head', plan.head],
  ];
  for (const [path, where, layers] of lists)
    for (const layer of layers) {
      if (layer.layer !== 'pool' || layer.stride <= Math.min(layer.in[0], layer.in[1])) continue;
      return [
        {
          code: 'shape.too-small',
          severity: 'error',
          message: `\`pool\` by ${layer.stride} in ${where} gets a feature map of only ${layer.in[0]}×${layer.in[1]}; pool by less, lower the strides before it, or enlarge the input.`,
          path,
        },
      ];
    }
  return [];
}

/** What the other checks do not explain: terms of a sum that have different shapes. */
export function sumProblems({ blocks }: NetworkPlan): NetworkProblem[] {
  for (const block of blocks) {
    if (block.shortcut.kind === 'none') continue;
    const [branch, past] = [branchShape(block), shortcutShape(block)];
    const mixed = block.gate?.layer.out ?? branch;
    if (past !== null && sameShape(branch, past) && sameShape(branch, mixed)) continue;
    const carried = past === null ? 'has no way to that shape' : `gives ${formatShape(past)}`;
    return [
      {
        code: 'shape.sum',
        severity: 'error',
        message: `The branch of block ${block.name} gives ${formatShape(branch)} and its shortcut ${carried}, so they cannot be added. ${advice(block)}`,
        path: ['stages', block.stage - 1],
      },
    ];
  }
  return [];
}

function advice({ branch, in: [height, width] }: BlockPlan): string {
  const isVector = branch.some(l => l.layer === 'dense' || l.layer === 'flatten');
  if (!isVector)
    return 'Take an input size that the strides divide, or another `shortcut` or `transition`.';
  return height * width > 1
    ? 'A dense layer makes a vector: let the stem make one too, e.g. `stem: [flatten, dense]`, or take `shortcut: none`.'
    : 'Write `dense` alone, which has as many units as the stage has filters.';
}
