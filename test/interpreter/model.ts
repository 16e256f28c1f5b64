import type { NetworkValue } from '../../src/language/index.ts';
import {
  buildLayer,
  buildList,
  type Layer,
  type LayerList,
  type Parameter,
  type Shape,
} from './layers/index.ts';

/** A network as the language reference describes it ("Arithmetic"), written out by itself. */
export interface Model {
  readonly input: Shape;
  readonly stem: readonly Layer[];
  readonly blocks: readonly Block[];
  readonly head: readonly Layer[];
  readonly dense: { readonly weight: Parameter; readonly bias: Parameter };
  /** All parameters and running statistics, in order of execution. */
  readonly parameters: readonly Parameter[];
  /** Multiply-accumulates for one example. */
  readonly macs: number;
}

export interface Block {
  readonly in: Shape;
  readonly out: Shape;
  /** Shape of the sum, before the layers behind it. */
  readonly sum: Shape;
  readonly transition: readonly Layer[];
  readonly branch: readonly Layer[];
  /** Of what carries the state past the branch, or stands in for it where nothing does. */
  readonly stride: number;
  readonly shortcut:
    | { readonly kind: 'identity' | 'pad' | 'none' }
    /** The first `shared` layers of the branch, then these. */
    | { readonly kind: 'projection'; readonly shared: number; readonly layers: readonly Layer[] };
  /** Of a highway block. */
  readonly gate: Layer | null;
  readonly after: readonly Layer[];
  readonly step: number;
  readonly factor: Parameter | null;
  /** Probability that a step of training keeps it; null without stochastic depth. */
  readonly kept: number | null;
}

export function buildModel(network: NetworkValue): Model {
  const around = { ...everywhere(network), isNumbered: false };
  const { stem, stages } = network;
  const convolution =
    stem.kernel === null ? [] : [{ layer: 'conv', kernel: stem.kernel, divide: 1 } as const];
  const first = buildList([...convolution, ...stem.layers], {
    ...around,
    prefix: 'stem',
    in: network.input,
    filters: stem.filters,
    stride: stem.stride,
  });
  const count = stages.reduce((n, s) => n + s.blocks, 0);
  const blocks: Block[] = [];
  let shape = first.out;
  stages.forEach((_, s) => {
    for (let b = 0; b < (stages[s]?.blocks ?? 0); b++) {
      const block = buildBlock(network, shape, s, b);
      const l = blocks.length + 1;
      const P = network.survival;
      blocks.push({ ...block, kept: P === undefined ? null : 1 - (l / count) * (1 - P) });
      shape = block.out;
    }
  });
  const head = buildList(network.head.layers, {
    ...around,
    prefix: 'head',
    in: shape,
    filters: shape[2],
    stride: 1,
  });
  const features = head.out[2];
  const dense = {
    weight: {
      name: 'dense.weight',
      shape: [features, network.classes],
      isTrainable: true,
      isWeight: true,
    },
    bias: { name: 'dense.bias', shape: [network.classes], isTrainable: true, isWeight: false },
  };
  const layersOf = (block: Block): Layer[] => [
    ...block.transition,
    ...block.branch,
    ...(block.shortcut.kind === 'projection' ? block.shortcut.layers : []),
    ...(block.gate === null ? [] : [block.gate]),
    ...block.after,
  ];
  const layers = [...first.layers, ...blocks.flatMap(layersOf), ...head.layers];
  return {
    input: network.input,
    stem: first.layers,
    blocks,
    head: head.layers,
    dense,
    parameters: [
      ...layers.flatMap(l => l.parameters),
      ...blocks.flatMap(b => (b.factor === null ? [] : [b.factor])),
      dense.weight,
      dense.bias,
    ],
    macs: layers.reduce((sum, l) => sum + l.macs, features * network.classes),
  };
}

/** What holds for each list of layers of a network. */
function everywhere({ norm, padding }: NetworkValue) {
  return { hasNorm: norm === 'batch', padding };
}

function buildBlock(
  network: NetworkValue,
  before: Shape,
  s: number,
  b: number,
): Omit<Block, 'kept'> {
  const { filters = 0, stride: asked = 1 } = network.stages[s] ?? {};
  const all = everywhere(network);
  const prefix = `stage${s + 1}.block${b + 1}`;
  const isFirst = b === 0;
  let stride = isFirst ? asked : 1;
  let transition: LayerList = { layers: [], out: before, strideLeft: stride };
  if (isFirst && network.transition !== undefined && (asked > 1 || filters !== before[2])) {
    transition = buildList(network.transition.layers, {
      ...all,
      isNumbered: false,
      prefix: `stage${s + 1}.transition`,
      in: before,
      filters,
      stride,
    });
    stride = transition.strideLeft;
  }
  const input = transition.out;
  const at = { ...all, isNumbered: true, filters, stride };
  const branch = buildList(network.block.layers, { ...at, prefix, in: input });
  const sum = branch.out;
  const after = buildList(network.block.after, {
    ...at,
    prefix: `${prefix}.after`,
    in: sum,
    stride: 1,
  });
  const { scale } = network;
  return {
    in: input,
    out: after.out,
    sum,
    transition: transition.layers,
    branch: branch.layers,
    stride:
      network.shortcut === 'none'
        ? branch.layers.reduce((product, layer) => product * (layer.stride ?? 1), 1)
        : stride,
    shortcut: buildShortcut(network, input, sum, stride, { prefix, filters }),
    gate: buildGate(network, input, sum, stride, prefix),
    after: after.layers,
    step: network.step,
    factor:
      scale === undefined
        ? null
        : {
            name: `${prefix}.scale`,
            shape: [scale.per === 'block' ? 1 : sum[2]],
            isTrainable: true,
            isWeight: false,
          },
  };
}

function buildGate(
  { gate, block, padding }: NetworkValue,
  input: Shape,
  sum: Shape,
  stride: number,
  prefix: string,
): Layer | null {
  const first = block.layers.find(l => l.layer === 'conv' || l.layer === 'dense');
  if (gate === undefined || first === undefined) return null;
  return buildLayer(
    first.layer === 'conv'
      ? { layer: 'conv', kernel: first.kernel, divide: 1, bias: true }
      : { layer: 'dense', units: sum[2], bias: true },
    { in: input, filters: sum[2], stride, padding, name: `${prefix}.gate` },
  );
}

function buildShortcut(
  network: NetworkValue,
  input: Shape,
  sum: Shape,
  stride: number,
  { prefix, filters }: { readonly prefix: string; readonly filters: number },
): Block['shortcut'] {
  if (network.shortcut === 'none') return { kind: 'none' };
  if (stride === 1 && input.join() === sum.join()) return { kind: 'identity' };
  if (network.shortcut === 'pad') return { kind: 'pad' };
  const { layers } = network.block;
  const all = everywhere(network);
  const isShared = network.projectionFrom === 'preactivation';
  const leading = isShared
    ? layers.slice(
        0,
        layers.findIndex(l => l.layer === 'conv' || l.layer === 'dense'),
      )
    : [];
  const shared = buildList(leading, {
    ...all,
    isNumbered: true,
    prefix,
    filters,
    in: input,
    stride,
  });
  const own = network.projectionFrom === 'own-preactivation';
  const projection = buildList(
    [
      ...(own ? ([{ layer: 'norm' }, { layer: 'relu' }] as const) : []),
      { layer: 'conv', kernel: 1, divide: 1 },
      ...(network.projectionNorm ? ([{ layer: 'norm' }] as const) : []),
    ],
    {
      ...all,
      isNumbered: false,
      prefix: `${prefix}.shortcut`,
      filters: sum[2],
      in: shared.out,
      stride: shared.strideLeft,
    },
  );
  return { kind: 'projection', shared: shared.layers.length, layers: projection.layers };
}
