import type { Schedule } from '../base/index.ts';

/** A training in steps: what turns epochs into steps. */
export interface Course {
  readonly stepsPerEpoch: number;
  /** Steps of the whole training. */
  readonly steps: number;
  /** Epochs of linear warm-up. */
  readonly warmup: number;
  /** Epochs at which the network grows. */
  readonly growths: readonly number[];
  /** Whether a cosine begins again at each growth; if not, its cycle goes on through it. */
  readonly restart: boolean;
}

/** The optimiser steps that are done when this many epochs are over. */
export function stepOfEpoch(epoch: number, stepsPerEpoch: number): number {
  return Math.round(epoch * stepsPerEpoch);
}

/** Epochs of one step, in as few digits as still make one: what a training must have at least. */
export function leastEpochs(stepsPerEpoch: number): number {
  for (let digits = 1; digits < 17; digits++) {
    const epochs = Number((1 / stepsPerEpoch).toPrecision(digits));
    if (stepOfEpoch(epochs, stepsPerEpoch) >= 1) return epochs;
  }
  return 1 / stepsPerEpoch;
}

/**
 * Cosine annealing inside one cycle (arXiv 1710.10348, eq. 9):
 * min + ½(max − min)(1 + cos(π·current/length)), both counted in steps of the cycle.
 */
export function cosineRate(max: number, min: number, current: number, length: number): number {
  return min + 0.5 * (max - min) * (1 + Math.cos((Math.PI * current) / length));
}

/**
 * The cycle that `step` (from 0) lies in: cycles begin at step 0 and at each of `starts`.
 * `steps` ends the last one.
 */
export function cycleOf(
  step: number,
  starts: readonly number[],
  steps: number,
): { readonly start: number; readonly length: number } {
  const bounds = [...new Set([0, ...starts.filter(s => s > 0 && s < steps)])].sort((a, b) => a - b);
  const index = bounds.findLastIndex(b => b <= step);
  const start = bounds[index] ?? 0;
  return { start, length: (bounds[index + 1] ?? steps) - start };
}

/**
 * The learning rate of `step`, counted from 0: the rate of the update that makes step + 1 steps
 * done. Warm-up multiplies it by (step + 1)/W during the first W steps, a line that leaves from 0.
 * Growth changes a cosine only, and only where `course.restart` is set; without it the rate is that of
 * a network that never grows (arXiv 1710.10348, Figure 10, compares the two).
 */
export function learningRate(schedule: Schedule, course: Course, step: number): number {
  const warm = stepOfEpoch(course.warmup, course.stepsPerEpoch);
  return scheduled(schedule, course, step) * (step < warm ? (step + 1) / warm : 1);
}

function scheduled(schedule: Schedule, course: Course, step: number): number {
  const toStep = (epoch: number): number => stepOfEpoch(epoch, course.stepsPerEpoch);
  switch (schedule.kind) {
    case 'constant':
      return schedule.rate;
    case 'steps':
      return (
        schedule.rate * schedule.factor ** schedule.at.filter(epoch => toStep(epoch) <= step).length
      );
    case 'cosine': {
      const atGrowth = course.restart ? course.growths : [];
      const starts = [...schedule.restarts, ...atGrowth].map(toStep);
      const cycle = cycleOf(step, starts, course.steps);
      return cosineRate(schedule.max, schedule.min, step - cycle.start, cycle.length);
    }
  }
}
