import { createHash } from 'node:crypto';
import { defined, parseJson, UserError } from '../../base/index.ts';
import { padsOf, readNetwork, type LayerPlan, type NetworkValue } from '../../language/index.ts';
import type { NetworkPlan } from '../../network/index.ts';
import { digestKey, encodeTensors, noDigest, type TensorFile } from '../../record/index.ts';
import { seal } from '../../store/index.ts';
import { count, number, orNull, shape, takenOrNull, type Of } from '../../untrusted/index.ts';
import type { HostState } from './state.ts';

/** What a training counts; with the seed it fixes every random stream and the data cursor. */
const countersSchema = shape({
  /** Optimiser steps done; the next batch is the one of this step. */
  step: count,
  /** Updates since the optimiser's slots were zero. */
  updates: count,
  growths: count,
  /** The step whose evaluation is done; 0: none yet. */
  evaluated: count,
  /** The best evaluation so far, on validation data if there are any, else on test data. */
  best: orNull(shape({ step: count, accuracy: number })),
});

export type Counters = Of<typeof countersSchema>;

export interface Checkpoint {
  readonly seed: number;
  readonly epoch: number;
  readonly counters: Counters;
  /** The network of this moment, growths included. */
  readonly network: NetworkValue;
  /** Digest of the network's plan. */
  readonly plan: string;
  readonly state: HostState;
}

const format = 'residual-lab checkpoint 1';
const layout =
  'convolution weights [height, width, in, out], dense weights [in, out]; ' +
  'optimizer.<slot>.<parameter> is optimiser state';

/**
 * Identifies a plan: equal exactly when every layer, shape and setting is. Zeros as in TensorFlow's
 * 'SAME' stay unsaid, as in the digests of checkpoints from when plans had no other.
 */
export function planDigest(plan: NetworkPlan): string {
  const text = JSON.stringify(plan, (_, value: unknown) =>
    isConvolution(value) && isPaddedAsSame(value) ? { ...value, pads: undefined } : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

type Convolution = Extract<LayerPlan, { readonly layer: 'conv' }>;

function isConvolution(value: unknown): value is Convolution {
  return typeof value === 'object' && (value as Partial<Convolution> | null)?.layer === 'conv';
}

function isPaddedAsSame({ in: input, kernel, stride, pads }: Convolution): boolean {
  return padsOf('same', input, kernel, stride).join() === pads.join();
}

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array[] {
  const { seed, epoch, counters, network, plan, state } = checkpoint;
  const parts = encodeTensors({
    tensors: state,
    metadata: {
      format,
      layout,
      seed: String(seed),
      epoch: String(epoch),
      step: String(counters.step),
      growths: String(counters.growths),
      counters: JSON.stringify(counters),
      network: JSON.stringify(network),
      padding: network.padding,
      plan,
      [digestKey]: noDigest,
    },
  });
  seal(parts);
  return parts;
}

/** A file as a checkpoint of ours. Throws a UserError for another file; `path` is for messages. */
export function toCheckpoint({ tensors, metadata }: TensorFile, path: string): Checkpoint {
  if (metadata['format'] !== format) {
    throw new UserError(
      'checkpoint.format',
      `${path} is not a checkpoint of this program (its metadata says ` +
        `'${metadata['format'] ?? 'nothing'}', expected '${format}'). ` +
        "Its weights can start a new training with 'from:'.",
    );
  }
  try {
    return {
      seed: Number(metadata['seed']),
      epoch: Number(metadata['epoch']),
      counters: defined(
        takenOrNull(countersSchema, parseJson(metadata['counters'] ?? '')),
        'counters',
      ),
      network: defined(readNetwork(parseJson(metadata['network'] ?? '')), 'network'),
      plan: metadata['plan'] ?? '',
      state: tensors,
    };
  } catch (error) {
    throw new UserError(
      'checkpoint.damaged',
      `The metadata of ${path} is damaged: what it counts, or its network, cannot be understood.`,
      {
        cause: error,
      },
    );
  }
}
