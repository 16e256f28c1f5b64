import type { Abscissa } from '../place.ts';
import type { Split } from '../types.ts';

/** What is compared of trainings, where, and with what. */
export interface Question {
  readonly metric: Metric;
  readonly on: Split;
  readonly by: Abscissa;
  /**
   * A place along `by`, where the last value up to it counts; `end`: the last value, and while a run goes on the last place that all
   * have come to; `best`: the best value of each run.
   */
  readonly at: number | 'end' | 'best';
  /** Cell or run that the others are compared with; null: the first. */
  readonly baseline: string | null;
  /** An accuracy, of which is said how long it takes; null: none. */
  readonly reach: number | null;
  /** `each`: a data set has columns of its own, and is compared in itself only. */
  readonly data: 'one' | 'each';
  readonly confidence: number;
}

export type Metric = 'accuracy' | 'error' | 'loss' | 'seconds' | 'work';

/** What a comparison asks where nobody says otherwise. */
export const usualQuestion: Question = {
  metric: 'accuracy',
  on: 'test',
  by: 'epoch',
  at: 'end',
  baseline: null,
  reach: null,
  data: 'one',
  confidence: 0.95,
};

/** More of it is better. */
export const isGood = (metric: Metric): boolean => metric === 'accuracy';

/** It is measured on examples, and not the cost of the training itself. */
export const isMeasured = (metric: Metric): boolean => metric !== 'seconds' && metric !== 'work';
