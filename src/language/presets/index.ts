import { UserError } from '../../base/index.ts';
import type { Shape } from '../shape.ts';
import type { NetworkValue } from '../values.ts';
import { bottleneck, plain, resnet, resnetV1, wide } from './families.ts';
import { allConv, networkInNetwork } from './plainConvolutions.ts';
import type { PresetDescriptor } from './preset.ts';
import { initialization, procrustes, warpnet } from './studies.ts';

export { blockPresets, type BlockPreset } from './blocks.ts';
export type { PresetDescriptor, PresetSettings } from './preset.ts';

/** Networks that `preset:` can name. */
export const presets: ReadonlyMap<string, PresetDescriptor> = new Map(
  [
    resnet,
    resnetV1,
    bottleneck,
    wide,
    plain,
    warpnet,
    procrustes,
    initialization,
    allConv,
    networkInNetwork,
  ].map(p => [p.preset, p]),
);

export interface PresetOptions {
  readonly preset: string;
  readonly depth?: number;
  readonly width?: number;
  /** Default: CIFAR's 32×32×3. */
  readonly input?: Shape;
  readonly classes?: number;
}

/** Blocks in each stage of a network of this depth; null where the family has no such depth. */
export function presetBlocks({ depth: d }: PresetDescriptor, depth: number): number | null {
  if (d.perBlock === 0) return depth === d.extra ? 1 : null;
  const n = (depth - d.extra) / d.perBlock;
  return Number.isInteger(n) && n >= 1 ? n : null;
}

/** The depth of the family that is nearest to a depth it does not have. */
export function nearestDepth({ depth: d }: PresetDescriptor, depth: number): number {
  if (d.perBlock === 0) return d.extra;
  return d.perBlock * Math.max(1, Math.round((depth - d.extra) / d.perBlock)) + d.extra;
}

/** `6n+2`, or `9`: the depths of a family. */
export function depthRule({ depth: d }: PresetDescriptor): string {
  return d.perBlock === 0 ? String(d.extra) : `${d.perBlock}n+${d.extra}`;
}

/** Writes a preset out. Throws a UserError for an unknown preset or a depth that its family lacks. */
export function presetNetwork(options: PresetOptions): NetworkValue {
  const preset = presets.get(options.preset);
  if (preset === undefined)
    throw new UserError(
      'preset.unknown',
      `There is no preset ${options.preset}; take one of ${[...presets.keys()].join(', ')}.`,
    );
  const depth = options.depth ?? preset.defaults.depth;
  const blocks = presetBlocks(preset, depth);
  if (blocks === null)
    throw new UserError(
      'preset.depth',
      `A ${options.preset} has depth ${depthRule(preset)}; the nearest to ${depth} is ${nearestDepth(preset, depth)}.`,
    );
  return preset.expand(
    {
      depth,
      width: options.width ?? preset.defaults.width,
      input: options.input ?? [32, 32, 3],
      classes: options.classes ?? 10,
    },
    blocks,
  );
}
