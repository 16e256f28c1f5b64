import { formatShape, layerDescriptor, sameShape, type Shape } from '../language/index.ts';
import type { BlockPlan } from './plan.ts';
import { outputOf } from './planNetwork.ts';

/** Average pooling by `stride`, then zero channels up to `channels`: what a shortcut `pad` does. */
export interface Padding {
  readonly stride: number;
  readonly channels: number;
}

/** Shape after pooling and padding; null where channels would have to go, or nothing fills a window. */
export function padShape(
  [height, width, channels]: Shape,
  { stride, channels: wanted }: Padding,
): Shape | null {
  const [rows, columns] = [Math.floor(height / stride), Math.floor(width / stride)];
  return wanted < channels || rows < 1 || columns < 1 ? null : [rows, columns, wanted];
}

/** What the branch of a block gives: the shape of the sum. */
export function branchShape(block: BlockPlan): Shape {
  return outputOf(block.branch, block.in);
}

/** What the shortcut of a block gives; null where it cannot be computed, and for a plain block, which has none. */
export function shortcutShape({ in: input, shortcut }: BlockPlan): Shape | null {
  switch (shortcut.kind) {
    case 'identity':
      return input;
    case 'pad':
      return padShape(input, shortcut);
    case 'projection':
      return outputOf(shortcut.layers, input);
    case 'none':
      return null;
  }
}

/**
 * What stands in for a block of a plain network that is taken out of the chain: what a shortcut `pad`
 * would do in its place, which leaves the state as it is where the block keeps its shape. Null where
 * that does not give the shape of the block's output: such a block cannot be taken out.
 */
export function standIn(block: BlockPlan): Padding | null {
  const layers = [...block.branch, ...block.after];
  const stride = layers.reduce((s, layer) => s * layerDescriptor(layer.layer).stride(layer), 1);
  const padding = { stride, channels: block.out[2] };
  const shape = padShape(block.in, padding);
  return shape !== null && sameShape(shape, block.out) ? padding : null;
}

/** The blocks of a plain network that nothing can stand in for. */
export function irremovableBlocks(blocks: readonly BlockPlan[]): readonly BlockPlan[] {
  return blocks.filter(block => block.shortcut.kind === 'none' && standIn(block) === null);
}

/** Why a block cannot be removed, and what to do. */
export function explainIrremovable({ name, in: input, out }: BlockPlan): string {
  return (
    `Block ${name} of this network without shortcuts makes ${formatShape(out)} of ${formatShape(input)}, and nothing can stand in for it: ` +
    'pooling by its stride and adding zero channels does not give that shape. Remove no blocks of this network, or train one whose strides divide its feature maps and whose stages never take channels away.'
  );
}
