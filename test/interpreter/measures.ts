import type { Model } from './model.ts';
import { run, type Examples, type Outcome, type RunOptions, type Weights } from './run.ts';
import { at, type Value } from './tape.ts';

/** Norms by block as the columns of a `norms` study define them. */
export interface Norms {
  /** [L+1] */
  readonly state: readonly number[];
  /** [L] */
  readonly residual: readonly number[];
  /** [L+1] */
  readonly gradient: readonly number[];
  /** [L], in front of a transition */
  readonly outputGradient: readonly number[];
  /** [L]; null where nothing can be divided by */
  readonly ratio: readonly (number | null)[];
}

/** Of one batch: means over samples; gradients of the summed loss. */
export function normsOf({ states, residuals, outputs }: Outcome): Norms {
  const gradientNorm = (value: Value) => meanNorm(value, value.gradient) * (value.shape[0] ?? 1);
  return withRatios({
    state: states.map(x => meanNorm(x, x.data)),
    residual: residuals.map(f => meanNorm(f, f.data)),
    gradient: states.map(gradientNorm),
    outputGradient: outputs.map(gradientNorm),
  });
}

/** Norms of a study: means over all examples of batches, weighted by their sizes. */
export function studyNorms(
  model: Model,
  weights: Weights,
  batches: readonly Examples[],
  options: RunOptions,
): Norms {
  const each = batches.map(batch => normsOf(run(model, weights, batch, options)));
  const total = batches.reduce((n, b) => n + b.labels.length, 0);
  const mean = (what: Exclude<keyof Norms, 'ratio'>) =>
    (each[0]?.[what] ?? []).map((_, l) =>
      each.reduce((s, n, i) => s + at(n[what], l) * ((batches[i]?.labels.length ?? 0) / total), 0),
    );
  return withRatios({
    state: mean('state'),
    residual: mean('residual'),
    gradient: mean('gradient'),
    outputGradient: mean('outputGradient'),
  });
}

function withRatios(norms: Omit<Norms, 'ratio'>): Norms {
  const ratio = norms.outputGradient.map((behind, l) =>
    behind === 0 ? null : at(norms.gradient, l) / behind,
  );
  return { ...norms, ratio };
}

function meanNorm({ shape }: Value, data: Float64Array): number {
  const batch = shape[0] ?? 1;
  const size = data.length / batch;
  let sum = 0;
  for (let b = 0; b < batch; b++)
    sum += Math.sqrt(data.subarray(b * size, (b + 1) * size).reduce((s, v) => s + v * v, 0));
  return sum / batch;
}

/** A row of a `lesion` study. */
export interface LesionRow {
  readonly loss: number;
  readonly wrong: number;
  readonly undecided: number;
}

export function lesionRow(
  model: Model,
  weights: Weights,
  examples: Examples,
  options: Pick<RunOptions, 'removed' | 'order'>,
): LesionRow {
  const { loss, wrong, undecided } = run(model, weights, examples, options);
  return { loss, wrong, undecided };
}
