import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { defined } from '../../base/index.ts';
import {
  blockParameters,
  layerParameters,
  planParameters,
  type NetworkPlan,
} from '../../network/index.ts';
import type { FunctionDefinition, Tensors } from '../compile/index.ts';
import { forward, type BlockProbe, type Ops, watched } from '../model/index.ts';
import { batchInputs } from './program.ts';

/** Where a computation first left the finite numbers. */
export interface Breakdown {
  /** Name of a block (`2.4`), `input`, `stem` or `head`; null: only the norm of all gradients overflowed. */
  readonly where: string | null;
  readonly pass: 'forward' | 'backward';
}

/**
 * A function that repeats a training step's forward and backward pass without an update. For every
 * quantity it outputs whether all its numbers are finite (bool scalars): `images`, `state/l`,
 * `residual/l`, `loss`, `gradient/l` (by the state l) and `weights/<block or stem or head>` (gradients).
 */
export function diagnosis(
  plan: NetworkPlan,
  ops: Ops,
  batch: number,
  smoothing: number,
): FunctionDefinition {
  const trainable = planParameters(plan).filter(p => p.trainable);
  return {
    inputs: batchInputs(plan, batch),
    run: (state, { images, labels, ...masks }) => {
      const pixels = defined(images, 'images');
      const { probe, flags } = finiteProbe();
      const lossOf = (...inputs: Tensor[]): tf.Scalar => {
        const now = {
          ...state,
          ...Object.fromEntries(trainable.map((p, i) => [p.name, inputs[i] as Tensor])),
        };
        const { logits } = forward(plan, ops, now, inputs[trainable.length] ?? pixels, {
          training: true,
          masks,
          probe,
        });
        return ops.crossEntropy(logits, defined(labels, 'labels'), smoothing).asScalar();
      };
      const weights = trainable.map(p => defined(state[p.name], p.name));
      const { value, grads } = tf.valueAndGrads(lossOf)([...weights, ...watched(plan, pixels)]);
      const gradients = Object.fromEntries(
        trainable.map((p, i) => [p.name, defined(grads[i], p.name)]),
      );
      return {
        outputs: {
          images: allFinite(pixels),
          ...flags,
          loss: allFinite(value),
          ...weightFlags(plan, gradients),
        },
      };
    },
  };
}

/** The names of its outputs. */
export function diagnosisOutputs(plan: NetworkPlan): string[] {
  const states = [...plan.blocks.keys(), plan.blocks.length];
  return [
    'images',
    'loss',
    ...states.flatMap(l => [`state/${l}`, `gradient/${l}`]),
    ...plan.blocks.map((_, l) => `residual/${l}`),
    ...[...(hasStemWeights(plan) ? ['stem'] : []), 'head', ...plan.blocks.map(b => b.name)].map(
      place => `weights/${place}`,
    ),
  ];
}

/** Reads the flags of `diagnosis` in the order in which a step computes. */
export function firstBreakdown(
  plan: NetworkPlan,
  finite: Readonly<Record<string, boolean>>,
): Breakdown {
  const bad = (name: string): boolean => finite[name] === false;
  const forwards = (where: string): Breakdown => ({ where, pass: 'forward' });
  const backwards = (where: string): Breakdown => ({ where, pass: 'backward' });
  const last = plan.blocks.length;
  if (bad('images')) return forwards('input');
  if (bad('state/0')) return forwards('stem');
  for (const [l, block] of plan.blocks.entries()) {
    if (bad(`residual/${l}`) || bad(`state/${l + 1}`)) return forwards(block.name);
  }
  if (bad('loss')) return forwards('head');
  if (bad('weights/head') || bad(`gradient/${last}`)) return backwards('head');
  for (const [l, block] of [...plan.blocks.entries()].reverse()) {
    if (bad(`weights/${block.name}`) || bad(`gradient/${l}`)) return backwards(block.name);
  }
  return bad('weights/stem') ? backwards('stem') : { where: null, pass: 'backward' };
}

/** Records for each block whether state, residual and gradient are finite. */
function finiteProbe(): { probe: BlockProbe; flags: Record<string, Tensor> } {
  const flags: Record<string, Tensor> = {};
  const probe: BlockProbe = {
    state: (index, x) => {
      flags[`state/${index}`] = tf.keep(allFinite(x));
      return tf.customGrad((y, save) => {
        (save as tf.GradSaveFunc)([]);
        return {
          value: tf.clone(y as Tensor),
          gradFunc: (dy: Tensor) => {
            flags[`gradient/${index}`] = tf.keep(allFinite(dy));
            return dy;
          },
        };
      })(x);
    },
    residual: (index, f) => {
      flags[`residual/${index}`] = tf.keep(allFinite(f));
      return f;
    },
  };
  return { probe, flags };
}

function hasStemWeights({ stem }: NetworkPlan): boolean {
  return stem.flatMap(layerParameters).some(p => p.trainable);
}

function weightFlags(plan: NetworkPlan, gradients: Tensors): Record<string, Tensor> {
  const owner = new Map(plan.blocks.flatMap(b => blockParameters(b).map(p => [p.name, b.name])));
  const groups = new Map<string, Tensor[]>();
  for (const [name, gradient] of Object.entries(gradients)) {
    const place = owner.get(name) ?? (name.startsWith('stem.') ? 'stem' : 'head');
    groups.set(place, [...(groups.get(place) ?? []), allFinite(gradient)]);
  }
  return Object.fromEntries(
    [...groups].map(([place, all]) => [`weights/${place}`, tf.all(tf.stack(all))]),
  );
}

function allFinite(x: Tensor): Tensor {
  return tf.all(tf.isFinite(x));
}
