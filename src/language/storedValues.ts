import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Check, Equal } from '@sinclair/typebox/value';
import { storedNetwork } from './kinds/network/stored.ts';
import { layers, type LayerValue } from './layers/index.ts';
import { withDefaults, withoutDefaults } from '../schema/index.ts';
import type { AnyStudy } from '../studies/contract/describe.ts';
import type { StudyValue } from './studies.ts';
import { validate } from './validation/validate.ts';
import type { NetworkValue, TrainValue } from './values.ts';
import type { Plain } from './yaml/plain.ts';

/*
 * Values of cells that come from disk and are not trusted. The schemas of networks and recipes are of values, not of text: a key
 * that is missing or of another type does not fit, one that this version does not know does no harm. What
 * fits is a `NetworkValue` or a `TrainValue` for the compiler, too, so that the two cannot part.
 */

/** The network that a run.json asks for, or a checkpoint is of; null where it is none. */
export function readNetwork(value: unknown): NetworkValue | null {
  if (typeof value !== 'object' || value === null) return null;
  const known = networks.get(value);
  if (known !== undefined) return known;
  const whole: unknown = storedNetwork(value);
  const network = Check(networkSchema, whole) && hasLayers(whole) ? whole : null;
  networks.set(value, network);
  return network;
}

/** One value gives one network, so that what is remembered of a network is found again. */
const networks = new WeakMap<object, NetworkValue | null>();

/** The recipe that a training's run.json asks for; null where it is none. */
export function readRecipe(value: unknown): TrainValue | null {
  return Check(recipeSchema, value) ? value : null;
}

/**
 * The value that a study's run.json asks for, with defaults where an earlier version did not have a key; or what is wrong
 * with it, in sentences that name the key.
 */
export function readStudy(
  { inputs, complete }: AnyStudy,
  value: unknown,
): { readonly value: StudyValue } | { readonly problem: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'it has no value.' };
  const text = withoutDefaults(inputs, value);
  const [problem] = validate(inputs, text as Plain, new Set());
  if (problem !== undefined) return { problem: problem.message };
  const filled: unknown = withDefaults(inputs, text);
  return { value: ((complete as Complete)?.(filled) ?? filled) as StudyValue };
}

/** A description that is one of many has lost the exact type of its value. */
type Complete = ((value: unknown) => unknown) | undefined;

/** More than this of anything is a damaged number. */
const most = 100_000;
const count = Type.Integer({ minimum: 1, maximum: most });
const natural = Type.Integer({ minimum: 0 });
const positive = Type.Number({ exclusiveMinimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });
const epochs = Type.Array(Type.Number({ minimum: 0 }));

function words<const T extends readonly string[]>(...all: T) {
  return Type.Unsafe<T[number]>(Type.Union(all.map(word => Type.Literal(word))));
}

function orNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** What stands beside the name of a layer is looked at by `isLayer`. */
const layerList = Type.Array(Type.Unsafe<LayerValue>(Type.Object({ layer: Type.String() })));

const scaled = { scale: Type.Optional(positive) };

const networkSchema = Type.Object({
  input: Type.Tuple([count, count, count]),
  classes: count,
  stem: Type.Object({
    filters: natural,
    kernel: orNull(count),
    stride: count,
    layers: layerList,
  }),
  stages: Type.Array(Type.Object({ blocks: count, filters: count, stride: count })),
  block: Type.Object({ layers: layerList, after: layerList }),
  shortcut: words('pad', 'projection', 'none'),
  projectionFrom: words('input', 'preactivation', 'own-preactivation'),
  projectionNorm: Type.Boolean(),
  step: Type.Number(),
  scale: Type.Optional(Type.Object({ per: words('block', 'channel'), initial: Type.Number() })),
  survival: Type.Optional(share),
  skipsDropped: Type.Optional(Type.Literal(true)),
  gate: Type.Optional(Type.Object({ bias: Type.Number() })),
  transition: Type.Optional(Type.Object({ layers: layerList, preserve: share })),
  warp: Type.Optional(
    Type.Object({
      group: count,
      operator: words('first-order', 'input', 'released'),
      devices: count,
    }),
  ),
  padding: words('symmetric', 'same'),
  norm: words('batch', 'none'),
  init: Type.Union([
    Type.Object({
      kind: words(
        'he',
        'he-uniform',
        'glorot',
        'delta-orthogonal',
        'zero-last',
        'fixup',
        'looks-linear',
      ),
      ...scaled,
    }),
    Type.Object({ kind: Type.Literal('depth-scaled'), c: positive, ...scaled }),
  ]),
  maxNorm: orNull(positive),
  head: Type.Object({ layers: layerList }),
});

const decay = { decay: Type.Number({ minimum: 0 }), decayOn: words('weights', 'all') };

const recipeSchema = Type.Object({
  network: Type.String(),
  data: Type.Object({
    set: Type.String(),
    format: orNull(Type.String()),
    augment: Type.Object({ pad: natural, flip: Type.Boolean() }),
    standardize: words('per-image', 'none'),
    validation: natural,
    trainSubset: orNull(natural),
    testSubset: orNull(natural),
  }),
  epochs: positive,
  batch: Type.Integer({ minimum: 1 }),
  optimizer: Type.Union([
    Type.Object({
      kind: Type.Literal('sgd'),
      momentum: Type.Number(),
      nesterov: Type.Boolean(),
      ...decay,
    }),
    Type.Object({
      kind: Type.Literal('adamw'),
      beta1: share,
      beta2: share,
      epsilon: Type.Number({ minimum: 0 }),
      ...decay,
    }),
  ]),
  rate: Type.Union([
    Type.Object({ kind: Type.Literal('constant'), rate: Type.Number() }),
    Type.Object({
      kind: Type.Literal('steps'),
      rate: Type.Number(),
      at: epochs,
      factor: Type.Number(),
    }),
    Type.Object({
      kind: Type.Literal('cosine'),
      max: Type.Number(),
      min: Type.Number(),
      restarts: epochs,
    }),
  ]),
  warmup: Type.Number({ minimum: 0 }),
  labelSmoothing: share,
  clip: orNull(positive),
  grow: orNull(
    Type.Object({
      at: epochs,
      momentum: words('zero', 'copy'),
      restart: Type.Optional(Type.Literal(false)),
    }),
  ),
  seeds: Type.Array(natural),
  precision: words('float32', 'tf32'),
  evaluate: positive,
  norms: natural,
  checkpoints: Type.Object({ every: Type.Number(), keep: natural, best: Type.Boolean() }),
  from: orNull(Type.String()),
});

function hasLayers({ stem, block, transition, head }: Static<typeof networkSchema>): boolean {
  const lists = [stem.layers, block.layers, block.after, transition?.layers ?? [], head.layers];
  return lists.every(list => list.every(isLayer));
}

/** Whether a value is one that the text of a layer can give: written and read again it is the same. */
function isLayer(value: LayerValue): boolean {
  const descriptor = layers.get(value.layer);
  if (descriptor === undefined) return false;
  try {
    const [, ...rest] = descriptor.format(value).split(' ');
    const read = descriptor.parse(rest.join(' '));
    return 'value' in read && Equal(read.value, value);
  } catch {
    return false;
  }
}
