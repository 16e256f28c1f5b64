export type * from './diagnostic.ts';
export {
  layerDescriptor,
  layers,
  type LayerContext,
  type LayerDescriptor,
  type LayerPlan,
  type LayerText,
  type LayerValue,
  type ParameterPlan,
} from './layers/index.ts';
export { formatShape, sameShape, shapeSize, type Shape } from './shape.ts';
export type * from './values.ts';
export {
  blockPresets,
  type BlockPreset,
  depthRule,
  nearestDepth,
  presetBlocks,
  type PresetDescriptor,
  presetNetwork,
  type PresetOptions,
  presets,
  type PresetSettings,
} from './presets/index.ts';
