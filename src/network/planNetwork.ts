import { blockName } from '../base/index.ts';
import {
  hasWeights,
  layerDescriptor,
  type LayerPlan,
  type LayerValue,
  type NetworkValue,
  sameShape,
  takesStride,
  type Shape,
} from '../language/index.ts';
import { layerNames } from './names.ts';
import type { BlockPlan, NetworkPlan, ShortcutPlan } from './plan.ts';

/**
 * Writes a network out. Never throws: what cannot work (`findPlanProblems`) still gets the shapes
 * that its layers would give, so that the rest can be shown. A network without normalisation has no
 * `norm` layers and its convolutions have no bias either, as in the papers. The same value is written
 * out once: a network that no edit has changed is the same object in the next version of its notebook.
 */
export function planNetwork(value: NetworkValue): NetworkPlan {
  const known = plans.get(value);
  if (known !== undefined) return known;
  const plan = writeOut(value);
  plans.set(value, plan);
  return plan;
}

const plans = new WeakMap<NetworkValue, NetworkPlan>();

function writeOut(value: NetworkValue): NetworkPlan {
  const stem = planLayers(
    value.stem.kernel === null
      ? value.stem.layers
      : [{ layer: 'conv', kernel: value.stem.kernel, divide: 1 }, ...value.stem.layers],
    value,
    value.input,
    { prefix: 'stem', filters: value.stem.filters, stride: value.stem.stride, numbered: false },
  );
  const planned: BlockPlan[] = [];
  let shape = outputOf(stem, value.input);
  value.stages.forEach((stage, s) => {
    for (let b = 0; b < stage.blocks; b++) {
      const block = planBlock(value, shape, s, b);
      planned.push(block);
      shape = block.out;
    }
  });
  const blocks = withGroups(value, withSurvival(value, planned));
  const head = planLayers(value.head.layers, value, shape, {
    prefix: 'head',
    filters: shape[2],
    stride: 1,
    numbered: false,
  });
  const features = outputOf(head, shape)[2];
  return {
    input: value.input,
    classes: value.classes,
    stem,
    blocks,
    head,
    dense: {
      weight: {
        name: 'dense.weight',
        shape: [features, value.classes],
        role: 'weight',
        trainable: true,
      },
      bias: { name: 'dense.bias', shape: [value.classes], role: 'bias', trainable: true },
    },
    init: value.init,
    maxNorm: value.maxNorm,
    ...(value.warp && { warp: value.warp }),
  };
}

/** Linear decay: block l of L, from 1, is kept with 1 - (l/L)(1 - P) (Huang et al., ECCV 2016). */
function withSurvival(
  { survival, skipsDropped }: NetworkValue,
  blocks: readonly BlockPlan[],
): BlockPlan[] {
  if (survival === undefined) return [...blocks];
  return blocks.map((block, i) => ({
    ...block,
    survival: 1 - ((i + 1) / blocks.length) * (1 - survival),
    ...(skipsDropped && { skipsDropped }),
  }));
}

/** Consecutive blocks that keep their shape, K by K; what is left of a stage stays a chain. */
function withGroups({ warp }: NetworkValue, blocks: readonly BlockPlan[]): BlockPlan[] {
  if (warp === undefined) return [...blocks];
  const groups = new Map<BlockPlan, { group: number; position: number }>();
  let group = 0;
  for (let start = 0; start < blocks.length;) {
    const members = blocks.slice(start, start + warp.group);
    const fits =
      members.length === warp.group &&
      members.every(b => b.shortcut.kind === 'identity' && b.stage === members[0]?.stage);
    if (fits) {
      members.forEach((block, position) => groups.set(block, { group, position }));
      group++;
    }
    start += fits ? warp.group : 1;
  }
  return blocks.map(block => {
    const place = groups.get(block);
    return place === undefined ? block : { ...block, warp: place };
  });
}

/** Shape after these layers. */
export function outputOf(layers: readonly LayerPlan[], input: Shape): Shape {
  return layers.at(-1)?.out ?? input;
}

function planBlock(value: NetworkValue, before: Shape, s: number, b: number): BlockPlan {
  const stage = value.stages[s];
  if (stage === undefined) throw new Error(`no stage ${s}`);
  const { filters } = stage;
  const prefix = `stage${s + 1}.block${b + 1}`;
  const enter = b === 0 ? planTransition(value, before, stage, s) : undefined;
  const input = enter === undefined ? before : outputOf(enter, before);
  const stride = b === 0 && !isStrided(enter) ? stage.stride : 1;
  const at = { prefix, filters, stride, numbered: true };
  const branch = planLayers(value.block.layers, value, input, at);
  const sum = outputOf(branch, input);
  const after = planLayers(value.block.after, value, sum, {
    ...at,
    prefix: `${prefix}.after`,
    stride: 1,
  });
  const scale = value.scale && {
    parameter: {
      name: `${prefix}.scale`,
      shape: [value.scale.per === 'block' ? 1 : sum[2]],
      role: 'scale' as const,
      trainable: true,
    },
    initial: value.scale.initial,
  };
  return {
    name: blockName(s, b),
    stage: s + 1,
    indexInStage: b,
    in: input,
    out: outputOf(after, sum),
    ...(enter && { enter }),
    branch,
    ...planGate(value, input, sum, stride, prefix),
    shortcut: planShortcut(value, branch, input, sum, stride, prefix),
    after,
    step: value.step,
    ...(scale && { scale }),
  };
}

/** The layer of a highway block's gate: of the kind and kernel of the branch's first with weights. */
function planGate(
  { gate, block, padding }: NetworkValue,
  input: Shape,
  sum: Shape,
  stride: number,
  prefix: string,
): Pick<BlockPlan, 'gate'> {
  const first = block.layers.find(hasWeights);
  if (gate === undefined || first === undefined) return {};
  const layer: LayerValue =
    first.layer === 'conv'
      ? { layer: 'conv', kernel: first.kernel, divide: 1, bias: true }
      : { layer: 'dense', units: null, bias: true };
  const plan = layerDescriptor(layer.layer).plan(layer, {
    in: input,
    filters: sum[2],
    stride,
    padding,
    name: `${prefix}.gate`,
  });
  return { gate: { layer: plan, initial: gate.bias } };
}

/** The layers before a stage, where its shape is another. */
function planTransition(
  value: NetworkValue,
  before: Shape,
  { filters, stride }: NetworkValue['stages'][number],
  s: number,
): LayerPlan[] | undefined {
  const { transition } = value;
  if (transition === undefined || (stride === 1 && filters === before[2])) return undefined;
  const at = { prefix: `stage${s + 1}.transition`, filters, stride, numbered: false };
  return planLayers(transition.layers, value, before, at);
}

function isStrided(layers: readonly LayerPlan[] | undefined): boolean {
  return layers?.some(takesStride) === true;
}

function planShortcut(
  value: NetworkValue,
  branch: readonly LayerPlan[],
  input: Shape,
  out: Shape,
  stride: number,
  prefix: string,
): ShortcutPlan {
  if (value.shortcut === 'none') return { kind: 'none' };
  if (sameShape(input, out) && stride === 1) return { kind: 'identity' };
  if (value.shortcut === 'pad') return { kind: 'pad', stride, channels: out[2] };
  const first = branch.findIndex(hasWeights);
  const from = value.projectionFrom === 'preactivation' ? Math.max(0, first) : 0;
  // A `pool` before the first convolution has taken the stride.
  const left = isStrided(branch.slice(0, from)) ? 1 : stride;
  const layers: LayerValue[] =
    value.projectionFrom === 'own-preactivation' ? [{ layer: 'norm' }, { layer: 'relu' }] : [];
  layers.push({ layer: 'conv', kernel: 1, divide: 1 });
  if (value.projectionNorm) layers.push({ layer: 'norm' });
  const at = { prefix: `${prefix}.shortcut`, filters: out[2], stride: left, numbered: false };
  return {
    kind: 'projection',
    from,
    layers: planLayers(
      layers,
      value,
      from === 0 ? input : outputOf(branch.slice(0, from), input),
      at,
    ),
  };
}

interface Place {
  readonly prefix: string;
  readonly filters: number;
  readonly stride: number;
  readonly numbered: boolean;
}

function planLayers(
  layers: readonly LayerValue[],
  network: NetworkValue,
  input: Shape,
  place: Place,
): LayerPlan[] {
  const kept = layers.filter(l => l.layer !== 'norm' || network.norm === 'batch');
  const names = layerNames(
    place.prefix,
    kept.map(l => l.layer),
    place.numbered,
  );
  const plans: LayerPlan[] = [];
  let shape = input;
  let stride = place.stride;
  kept.forEach((layer, i) => {
    const descriptor = layerDescriptor(layer.layer);
    const plan = descriptor.plan(layer, {
      in: shape,
      filters: place.filters,
      stride: takesStride(layer) ? stride : 1,
      padding: network.padding,
      name: names[i] ?? place.prefix,
    });
    if (takesStride(layer)) stride = 1;
    plans.push(plan);
    shape = plan.out;
  });
  return plans;
}
