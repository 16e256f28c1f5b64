import {
  formatInitialisation,
  formatShape,
  layerDescriptor,
  type LayerPlan,
  type NetworkValue,
} from '../language/index.ts';
import type { BlockPlan, NetworkPlan, ShortcutPlan } from './plan.ts';
import { outputOf, planNetwork } from './planNetwork.ts';

/** One difference between two networks. */
export interface NetworkChange {
  /** `stage 2, block 1`, `stage 2` if all its blocks have it, `stem`, `head`, `network`. */
  readonly where: string;
  /** What changed: `filters`, `blocks`, `layers`, `shortcut`, `step`, ... */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What tells two networks apart, by stage and block, in the order of execution. A difference that all
 * blocks of a stage have is told once, and what follows from another difference (the shapes behind a
 * stage with more filters) is not told.
 */
export function diffNetworks(before: NetworkValue, after: NetworkValue): NetworkChange[] {
  const [old, now] = [planNetwork(before), planNetwork(after)];
  return [
    ...changes('network', networkFacts(before), networkFacts(after)),
    ...changes('stem', stemFacts(before, old), stemFacts(after, now)),
    ...stageChanges(before, after, old, now),
    ...changes('head', { layers: layersText(old.head) }, { layers: layersText(now.head) }),
  ];
}

/** `stage 2, block 1: filters 32 → 64` */
export function formatChange({ where, what, before, after }: NetworkChange): string {
  return `${where}: ${what} ${before} → ${after}`;
}

type Facts = Readonly<Record<string, string>>;

function changes(where: string, before: Facts, after: Facts): NetworkChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .map(what => ({ where, what, before: before[what] ?? 'none', after: after[what] ?? 'none' }))
    .filter(change => change.before !== change.after);
}

function networkFacts(value: NetworkValue): Facts {
  const { init, maxNorm, warp, transition, padding } = value;
  return {
    input: formatShape(value.input),
    classes: String(value.classes),
    init: formatInitialisation(init),
    padding,
    'max-norm': String(maxNorm ?? 'none'),
    'norm-preserving': String(transition?.preserve ?? 0),
    warp: warp === undefined ? 'none' : `${warp.operator} in groups of ${warp.group}`,
  };
}

function stemFacts({ stem }: NetworkValue, plan: NetworkPlan): Facts {
  return {
    filters: String(stem.filters),
    kernel: String(stem.kernel ?? 'none'),
    stride: String(stem.stride),
    layers: layersText(stem.kernel === null ? plan.stem : plan.stem.slice(1)),
  };
}

function stageChanges(
  before: NetworkValue,
  after: NetworkValue,
  old: NetworkPlan,
  now: NetworkPlan,
): NetworkChange[] {
  const count = Math.max(before.stages.length, after.stages.length);
  return Array.from({ length: count }, (_, s) => {
    const where = `stage ${s + 1}`;
    const [a, b] = [before.stages[s], after.stages[s]];
    if (a === undefined || b === undefined) {
      const size = (n: number | undefined) => (n === undefined ? 'none' : String(n));
      return changes(where, { blocks: size(a?.blocks) }, { blocks: size(b?.blocks) });
    }
    const ofStage = (plan: NetworkPlan) => plan.blocks.filter(block => block.stage === s + 1);
    return [
      ...changes(where, { blocks: String(a.blocks) }, { blocks: String(b.blocks) }),
      ...blockChanges(where, ofStage(old), ofStage(now)),
    ];
  }).flat();
}

/** Blocks that both stages have, told together where all say the same. */
function blockChanges(
  where: string,
  before: readonly BlockPlan[],
  after: readonly BlockPlan[],
): NetworkChange[] {
  const shared = Math.min(before.length, after.length);
  const found = before.slice(0, shared).flatMap((block, i) => {
    const other = after[i];
    const place = `${where}, block ${i + 1}`;
    return other === undefined ? [] : changes(place, blockFacts(block), blockFacts(other));
  });
  const told = new Map<string, NetworkChange[]>();
  for (const change of found) {
    const key = JSON.stringify([change.what, change.before, change.after]);
    told.set(key, [...(told.get(key) ?? []), change]);
  }
  return [...told.values()].flatMap(same => {
    const [first] = same;
    return same.length === shared && shared > 1 && first ? [{ ...first, where }] : same;
  });
}

function blockFacts(block: BlockPlan): Facts {
  const { branch, after, enter, step, scale, survival, skipsDropped } = block;
  const strides = [...(enter ?? []), ...branch].map(l => layerDescriptor(l.layer).stride(l));
  return {
    filters: String(outputOf(branch, block.in)[2]),
    stride: String(strides.reduce((product, stride) => product * stride, 1)),
    transition: enter === undefined ? 'none' : layersText(enter),
    layers: layersText(branch),
    after: layersText(after),
    shortcut: shortcutText(block.shortcut),
    step: String(step),
    'learned step':
      scale === undefined
        ? 'none'
        : `${scale.parameter.shape[0] === 1 ? 'one' : 'one a channel'} from ${scale.initial}`,
    gate: block.gate === undefined ? 'none' : `highway, bias ${block.gate.initial}`,
    survival: String(survival ?? 1),
    'dropped branches':
      survival === undefined || skipsDropped ? 'not computed' : 'computed, times 0',
  };
}

/** Layers without their shapes, which are another difference. */
function layersText(layers: readonly LayerPlan[]): string {
  if (layers.length === 0) return 'none';
  return layers.map(l => (l.layer === 'conv' ? convText(l) : wordOf(l))).join(', ');
}

function convText(layer: LayerPlan & { readonly layer: 'conv' }): string {
  const { kernel, in: input, out, ownStride, bias } = layer;
  const narrower = out[2] < input[2] ? ' (narrower)' : '';
  const stride = ownStride === undefined ? '' : ` stride ${ownStride}`;
  return `conv ${kernel}${stride}${bias === undefined ? '' : ' bias'}${narrower}`;
}

function wordOf(layer: Exclude<LayerPlan, { readonly layer: 'conv' }>): string {
  if (layer.layer === 'dense') return layer.bias === undefined ? 'dense' : 'dense bias';
  if (layer.layer === 'max-pool') return `max-pool ${layer.kernel} stride ${layer.stride}`;
  if (layer.layer === 'leaky-relu') return `leaky-relu ${layer.slope}`;
  return layer.layer === 'dropout' ? `dropout ${layer.rate}` : layer.layer;
}

function shortcutText(shortcut: ShortcutPlan): string {
  if (shortcut.kind !== 'projection') return shortcut.kind;
  return `projection (${layersText(shortcut.layers)})`;
}
