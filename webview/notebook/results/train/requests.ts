import type { CurveRequest, MetricColumn } from '../../../../src/protocol/index.ts';
import type { PanelSpec } from '../../../charts/curves/build.ts';

/** Factor of the smoothed lines. */
export const smoothing = 0.9;

const trainAndTest = (column: MetricColumn): CurveRequest[] => [
  { split: 'train', column, smooth: smoothing },
  { split: 'train', column, smooth: null },
  { split: 'test', column, smooth: null },
  { split: 'validation', column, smooth: null },
];

/** The lines of a training, in the order in which they are asked for. */
export const trainRequests: readonly CurveRequest[] = [
  ...trainAndTest('loss'),
  ...trainAndTest('accuracy'),
  { split: 'train', column: 'rate', smooth: null },
  { split: 'train', column: 'images_per_second', smooth: smoothing },
  { split: 'train', column: 'images_per_second', smooth: null },
];

/** Place of a line in the answer. */
export function requestIndex(
  column: MetricColumn,
  split: CurveRequest['split'],
  isSmooth: boolean,
): number {
  return trainRequests.findIndex(
    r => r.column === column && r.split === split && (r.smooth !== null) === isSmooth,
  );
}

export interface TrainPanel extends PanelSpec {
  readonly heading: string;
  readonly unit: string;
  readonly height: number;
}

/** Two stacks of two panels. */
export function trainPanels(isLog: boolean): readonly (readonly TrainPanel[])[] {
  return [
    [
      {
        column: 'loss',
        heading: 'Loss',
        unit: isLog ? 'cross-entropy, log' : 'cross-entropy',
        height: 150,
        scale: isLog ? 'log' : 'linear',
        fromZero: false,
        hasFlags: true,
        isBare: true,
      },
      {
        column: 'rate',
        heading: 'Rate',
        unit: '',
        height: 62,
        scale: 'linear',
        fromZero: true,
        plan: 'rate',
        isStrip: true,
      },
    ],
    [
      {
        column: 'accuracy',
        heading: 'Accuracy',
        unit: '%',
        height: 150,
        scale: 'linear',
        fromZero: true,
        times: 100,
        isBare: true,
      },
      {
        column: 'images_per_second',
        heading: 'Images per second',
        unit: '',
        height: 62,
        scale: 'linear',
        fromZero: true,
        isStrip: true,
      },
    ],
  ];
}

/** Before the first record there is only the plan: what the rate and the work will be. */
export function plannedPanels(hasWork: boolean): readonly (readonly TrainPanel[])[] {
  const rate: TrainPanel = {
    column: 'rate',
    heading: 'Rate',
    unit: 'as planned',
    height: 136,
    scale: 'linear',
    fromZero: true,
    plan: 'rate',
    hasFlags: true,
  };
  const work: TrainPanel = {
    column: 'work',
    heading: 'Million multiply-adds per image',
    unit: 'as planned',
    height: 136,
    scale: 'linear',
    fromZero: true,
    times: 1e-6,
    plan: 'work',
    isBesideFlags: true,
  };
  return hasWork ? [[rate], [work]] : [[rate]];
}
