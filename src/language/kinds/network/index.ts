import { unsaidInNetworks } from '../../../base/index.ts';
import { withDefaults } from '../../../schema/index.ts';
import { hasWeights, isActivation, type LayerValue } from '../../layers/index.ts';
import { type BlockPreset, blockPresets } from '../../presets/index.ts';
import type { Shape } from '../../shape.ts';
import type { BlockValue, NetworkValue } from '../../values.ts';
import type { KindDescriptor, Report } from '../kind.ts';
import { resolveGate } from './gate.ts';
import { resolveInit } from './init.ts';
import { resolveBlock, resolveLayers } from './layerLists.ts';
import { resolvePreset } from './preset.ts';
import { networkSchema, type NetworkText, projectionSchema, stageSchema } from './schema.ts';
import { resolveStem } from './stem.ts';
import { resolveStep } from './step.ts';
import { resolveTransition } from './transition.ts';
import { resolveWarp } from './warp.ts';

export const network: KindDescriptor<'network', NetworkText> = {
  kind: 'network',
  icon: 'layers',
  hint: 'layers and blocks',
  doc: 'A network of residual blocks in stages, written out or as a preset. Train cells refer to it by name.',
  example: [
    'network: small',
    'input: [32, 32, 3]',
    'classes: 10',
    'stem: {filters: 16, kernel: 3}',
    'stages:',
    '  - {blocks: 2, filters: 16}',
    '  - {blocks: 2, filters: 32, stride: 2}',
    '  - {blocks: 2, filters: 64, stride: 2}',
    'block: preactivation',
    'shortcut: pad',
  ].join('\n'),
  schema: networkSchema,
  resolve,
  references: () => [],
  notInDigest: [],
  unsaid: unsaidInNetworks,
  columns: null,
};

/** What counts where neither the text nor a preset says it. */
const usual = withDefaults(networkSchema, {});

function resolve(text: NetworkText, report: Report): NetworkValue | null {
  const base = resolvePreset(text, report);
  const stages = text.stages?.map(stage => withDefaults(stageSchema, stage)) ?? base?.stages;
  if (stages === undefined) {
    if (text.preset === undefined)
      report(
        [],
        'network.stages',
        'A network needs `stages`, e.g. `[{blocks: 5, filters: 16}]`, or a `preset`, e.g. `{resnet, depth: 20}`.',
      );
    return null;
  }
  const given = text.block === undefined ? null : resolveBlock(text.block, report);
  const block = given ?? base?.block ?? resolveBlock(usual.block, report);
  if (block === null) return null;
  // A preset's stem and head belong to its block; another block brings its own.
  const around = given === null && base !== null ? null : surroundings(text.block, block);
  const stem = resolveStem(text.stem, base, {
    filters: stages[0]?.filters ?? 1,
    isDense: !block.layers.some(l => l.layer === 'conv') && block.layers.some(hasWeights),
    around: around?.stem ?? null,
    report,
  });
  const headLayers = text.head
    ? resolveLayers(text.head, ['head'], report)
    : (around?.head ?? base?.head.layers ?? []);
  return {
    input: text.input ? shapeOf(text.input, report) : (base?.input ?? shapeOf(usual.input, report)),
    classes: text.classes ?? base?.classes ?? usual.classes,
    stem,
    stages,
    block,
    ...resolveShortcut(text, base, block),
    ...resolveStep(
      text.step,
      base,
      stages.reduce((sum, stage) => sum + stage.blocks, 0),
    ),
    ...survivalOf(text['stochastic-depth'], base),
    ...resolveGate(text.gate, given === null ? base?.gate : namedBlock(text)?.gate),
    ...resolveTransition(text.transition, base, report),
    ...resolveWarp(text.warp, base),
    padding: text.padding ?? base?.padding ?? usual.padding,
    norm: text.norm ?? base?.norm ?? usual.norm,
    init:
      text.init === undefined && base !== null
        ? base.init
        : resolveInit(text.init ?? usual.init, report),
    maxNorm: text['max-norm'] ?? base?.maxNorm ?? null,
    head: { layers: headLayers },
  };
}

function namedBlock({ block }: Pick<NetworkText, 'block'>): BlockPreset | undefined {
  return typeof block === 'string' ? blockPresets.get(block) : undefined;
}

/** A block that begins with norm and activation needs them once more at the end; one that does not, at the start. */
function surroundings(
  text: NetworkText['block'],
  block: BlockValue,
): { readonly stem: readonly LayerValue[]; readonly head: readonly LayerValue[] } {
  const named = namedBlock({ block: text });
  if (named !== undefined) return named;
  const first = block.layers.findIndex(hasWeights);
  const leading = block.layers.slice(0, Math.max(0, first)).filter(isNormOrActivation);
  if (leading.length > 0) return { stem: [], head: leading };
  const all = [...block.layers, ...block.after];
  const norm = all.find(l => l.layer === 'norm');
  const activation = all.find(l => l.layer !== 'norm' && isNormOrActivation(l));
  return { stem: [norm, activation].filter(l => l !== undefined), head: [] };
}

function isNormOrActivation(layer: LayerValue): boolean {
  return layer.layer === 'norm' || isActivation(layer);
}

/** A last block that is always kept is no stochastic depth. */
function survivalOf(
  given: number | undefined,
  base: NetworkValue | null,
): Pick<NetworkValue, 'survival' | 'skipsDropped'> {
  const survival = given ?? base?.survival ?? 1;
  return survival === 1 ? {} : { survival, skipsDropped: true };
}

function resolveShortcut(
  text: NetworkText,
  base: NetworkValue | null,
  block: BlockValue,
): Pick<NetworkValue, 'shortcut' | 'projectionFrom' | 'projectionNorm'> {
  const given = text.shortcut ?? base?.shortcut ?? usual.shortcut;
  if (typeof given === 'object') {
    const { projection, norm } = withDefaults(projectionSchema, given);
    return { shortcut: 'projection', projectionFrom: projection, projectionNorm: norm };
  }
  if (base !== null && base.shortcut === given && text.block === undefined)
    return {
      shortcut: given,
      projectionFrom: base.projectionFrom,
      projectionNorm: base.projectionNorm,
    };
  // Pre-activation networks project the activated input (Zagoruyko and Komodakis), post-activation
  // ones the input, with a norm (He et al., CVPR 2016).
  const preactivation = block.layers[0] === undefined || !hasWeights(block.layers[0]);
  return {
    shortcut: given,
    projectionFrom: given === 'projection' && preactivation ? 'preactivation' : 'input',
    projectionNorm: given === 'projection' && !preactivation,
  };
}

function shapeOf(sizes: readonly number[], report: Report): Shape {
  if (sizes.length === 2)
    report(
      ['input'],
      'value.length',
      'Write height, width and channels, e.g. `[32, 32, 3]`, or the length of a vector, e.g. `[256]`.',
    );
  // A vector is an image of one pixel.
  if (sizes.length === 1) return [1, 1, sizes[0] ?? 1];
  const [height = 1, width = 1, channels = 1] = sizes;
  return [height, width, channels];
}
