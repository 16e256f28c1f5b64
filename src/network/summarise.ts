import {
  hasWeights,
  layerDescriptor,
  type LayerPlan,
  type Shape,
  shapeSize,
} from '../language/index.ts';
import { familyName } from './familyName.ts';
import { layerNames } from './names.ts';
import { countParameters, layerParameters } from './parameters.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';
import { outputOf } from './planNetwork.ts';
import type { BlockSummary, LayerSummary, NetworkSummary } from './summary.ts';

/** Counts a network. Never throws; a network with problems gets the numbers of the layers it lists. */
export function summarise(plan: NetworkPlan, batch = 1): NetworkSummary {
  const walk = new Walk(batch);
  let map = walk.input(plan.input);
  map = walk.list(plan.stem, map, { prefix: 'stem', block: null, place: 'stem' });
  const blocks: BlockSummary[] = [];
  for (const block of plan.blocks) {
    const first = walk.layers.length;
    map = walk.block(block, map);
    blocks.push(summariseBlock(block, walk.layers.slice(first), map.field));
  }
  const receptiveField = map.field;
  map = walk.list(plan.head, map, { prefix: 'head', block: null, place: 'head' });
  walk.dense(plan, map);
  const layers = walk.layers;
  const trainableParameters = sum(layers, l => l.trainableParameters);
  const otherParameters = sum(layers, l => l.otherParameters);
  const activationBytes = sum(layers, l => l.activationBytes);
  const inBlocks = plan.blocks.flatMap(b => [...(b.enter ?? []), ...b.branch]);
  const mainPath = [...plan.stem, ...inBlocks, ...plan.head];
  const depth = mainPath.filter(hasWeights).length + 1;
  return {
    name: familyName(plan, depth),
    depth,
    batch,
    trainableParameters,
    otherParameters,
    macs: sum(layers, l => l.macs),
    activationBytes,
    trainingMemoryBytes: activationBytes + 4 * (3 * trainableParameters + otherParameters),
    receptiveField,
    layers,
    blocks,
  };
}

function summariseBlock(
  block: BlockPlan,
  layers: readonly LayerSummary[],
  receptiveField: number,
): BlockSummary {
  return {
    name: block.name,
    stage: block.stage,
    in: block.in,
    out: block.out,
    shortcut: block.shortcut.kind,
    step: block.step,
    trainableParameters: sum(layers, l => l.trainableParameters),
    otherParameters: sum(layers, l => l.otherParameters),
    macs: sum(layers, l => l.macs),
    activationBytes: sum(layers, l => l.activationBytes),
    receptiveField,
  };
}

/** A feature map on its way through the network. */
interface FeatureMap {
  readonly shape: Shape;
  /** Receptive field, and input pixels between neighbouring positions. */
  readonly field: number;
  readonly jump: number;
  /** Tells whether a backward pass already keeps it; shared by all who read this map. */
  readonly kept: { yes: boolean };
}

interface Place {
  readonly prefix: string;
  readonly block: string | null;
  readonly place: LayerSummary['place'];
}

class Walk {
  readonly layers: LayerSummary[] = [];
  readonly #batch: number;

  constructor(batch: number) {
    this.#batch = batch;
  }

  input(shape: Shape): FeatureMap {
    return { shape, field: 1, jump: 1, kept: { yes: false } };
  }

  list(layers: readonly LayerPlan[], input: FeatureMap, at: Place): FeatureMap {
    return this.#run(layers, input, at).at(-1) ?? input;
  }

  /** The map before the first layer and after each one. */
  #run(layers: readonly LayerPlan[], input: FeatureMap, at: Place): FeatureMap[] {
    const names = layerNames(
      at.prefix,
      layers.map(l => l.layer),
      at.block !== null && at.place !== 'shortcut' && at.place !== 'transition',
    );
    const maps = [input];
    let map = input;
    layers.forEach((layer, i) => {
      map = this.#layer(layer, map, names[i] ?? '', at);
      maps.push(map);
    });
    return maps;
  }

  block(block: BlockPlan, before: FeatureMap): FeatureMap {
    const prefix = `stage${block.stage}.block${block.indexInStage + 1}`;
    const at = { prefix, block: block.name };
    const { shortcut } = block;
    const input = this.list(block.enter ?? [], before, {
      block: block.name,
      prefix: `stage${block.stage}.transition`,
      place: 'transition',
    });
    const maps = this.#run(block.branch, input, { ...at, place: 'branch' });
    const branch = maps.at(-1) ?? input;
    this.#derivative(block, branch.field);
    this.#gate(block, input, branch);
    this.#scale(block, branch);
    const shared = (shortcut.kind === 'projection' ? maps[shortcut.from] : undefined) ?? input;
    const skipped = this.#shortcut(block, input, shared, at);
    const added: FeatureMap = {
      shape: outputOf(block.branch, block.in),
      field: Math.max(branch.field, skipped?.field ?? 0),
      jump: branch.jump,
      kept: skipped === null ? branch.kept : { yes: false },
    };
    return this.list(block.after, added, {
      ...at,
      prefix: `${prefix}.after`,
      place: 'after',
    });
  }

  /** The second and later blocks of a group are also differentiated: as much work and memory again. */
  #derivative(block: BlockPlan, field: number): void {
    if (block.warp === undefined || block.warp.position === 0) return;
    const own = this.layers.filter(l => l.block === block.name && l.place === 'branch');
    const prefix = `stage${block.stage}.block${block.indexInStage + 1}`;
    const at: Place = { prefix, block: block.name, place: 'branch' };
    this.#add(`${prefix}.derivative`, 'derivative', at, block.in, block.out, {
      field,
      macs: sum(own, l => l.macs),
      activationBytes: sum(own, l => l.activationBytes),
    });
  }

  /** Besides its layer the backward pass reads T and H − x. */
  #gate(
    { gate, name, stage, indexInStage }: BlockPlan,
    input: FeatureMap,
    branch: FeatureMap,
  ): void {
    if (gate === undefined) return;
    const at: Place = { prefix: '', block: name, place: 'gate' };
    const prefix = `stage${stage}.block${indexInStage + 1}.gate`;
    this.#layer(gate.layer, input, prefix, at);
    this.#add(`${prefix}.mix`, 'gate', at, branch.shape, branch.shape, {
      field: branch.field,
      activationBytes: 2 * this.#bytes(branch.shape),
    });
  }

  #scale({ scale, name }: BlockPlan, branch: FeatureMap): void {
    if (scale === undefined) return;
    const { parameter } = scale;
    const at: Place = { prefix: '', block: name, place: 'branch' };
    this.#add(parameter.name, 'scale', at, branch.shape, branch.shape, {
      field: branch.field,
      trainableParameters: countParameters([parameter], true),
      activationBytes: this.#keep('input', branch, branch),
    });
  }

  #shortcut(
    block: BlockPlan,
    input: FeatureMap,
    shared: FeatureMap,
    at: Omit<Place, 'place'>,
  ): FeatureMap | null {
    const { shortcut } = block;
    switch (shortcut.kind) {
      case 'none':
        return null;
      case 'identity':
        return input;
      case 'pad':
        return {
          ...input,
          field: input.field + (shortcut.stride - 1) * input.jump,
          jump: input.jump * shortcut.stride,
        };
      case 'projection':
        return this.list(shortcut.layers, shared, {
          ...at,
          prefix: `${at.prefix}.shortcut`,
          place: 'shortcut',
        });
    }
  }

  dense(plan: NetworkPlan, map: FeatureMap): void {
    const at: Place = { prefix: 'dense', block: null, place: 'head' };
    const pooled: Shape = [1, 1, map.shape[2]];
    const field = map.field + (Math.max(map.shape[0], map.shape[1]) - 1) * map.jump;
    this.#add('pool', 'pool', at, map.shape, pooled, { field });
    const { weight, bias } = plan.dense;
    this.#add('dense', 'dense', at, pooled, [1, 1, plan.classes], {
      field,
      trainableParameters: countParameters([weight, bias], true),
      macs: map.shape[2] * plan.classes,
      activationBytes: this.#bytes(pooled),
    });
  }

  #layer(layer: LayerPlan, input: FeatureMap, name: string, at: Place): FeatureMap {
    const descriptor = layerDescriptor(layer.layer);
    const output: FeatureMap = {
      shape: layer.out,
      field: input.field + (descriptor.window(layer) - 1) * input.jump,
      jump: input.jump * descriptor.stride(layer),
      kept: { yes: false },
    };
    const parameters = layerParameters(layer);
    this.#add(name, layer.layer, at, layer.in, layer.out, {
      field: output.field,
      trainableParameters: countParameters(parameters, true),
      otherParameters: countParameters(parameters, false),
      macs: descriptor.macs(layer),
      activationBytes: this.#keep(descriptor.keeps, input, output),
    });
    return output;
  }

  /** Bytes that are kept for the backward pass and were not yet. */
  #keep(
    keeps: ReturnType<typeof layerDescriptor>['keeps'],
    input: FeatureMap,
    output: FeatureMap,
  ): number {
    if (keeps === 'nothing') return 0;
    if (keeps === 'mask') return this.#bytes(output.shape);
    const map = keeps === 'input' ? input : output;
    if (map.kept.yes) return 0;
    map.kept.yes = true;
    return this.#bytes(map.shape);
  }

  #bytes(shape: Shape): number {
    return 4 * this.#batch * shapeSize(shape);
  }

  #add(
    name: string,
    layer: string,
    at: Place,
    input: Shape,
    out: Shape,
    counts: Partial<LayerSummary> & { readonly field: number },
  ): void {
    this.layers.push({
      name,
      layer,
      block: at.block,
      place: at.place,
      in: input,
      out,
      trainableParameters: counts.trainableParameters ?? 0,
      otherParameters: counts.otherParameters ?? 0,
      macs: counts.macs ?? 0,
      activationBytes: counts.activationBytes ?? 0,
      receptiveField: counts.field,
    });
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
