import type { PanelSpec } from '../panel.ts';
import type { LineRequest, Quantity } from '../line.ts';

/** A panel of a training: what of it each group has there. */
export interface TrainPanel extends PanelSpec {
  readonly quantity: Quantity;
  /** From back to front; the first is what the caption reads off. */
  readonly requests: readonly LineRequest[];
  /** What is drawn of the plan. */
  readonly plan?: 'rate' | 'work';
  /** Events carry their words here. */
  readonly hasFlags?: boolean;
}

/** The greatest number that every wire carries. */
const unbounded = Number.MAX_VALUE;

export interface PanelChoices {
  /** The loss spans powers of ten. */
  readonly isLog: boolean;
  readonly isError: boolean;
  readonly smooth: number;
}

/** Two stacks of two panels, in the order in which they fill a grid of two columns column by column. */
export function trainPanels(choices: PanelChoices): TrainPanel[] {
  return [
    lossPanel(choices),
    {
      id: 'rate',
      title: 'Rate',
      unit: '',
      height: 62,
      format: 'value',
      quantity: 'rate',
      requests: [{ quantity: 'rate', split: 'train', smooth: null }],
      fromZero: true,
      bounds: [0, unbounded],
      plan: 'rate',
      isStrip: true,
    },
    qualityPanel(choices),
    {
      id: 'speed',
      title: 'Images per second',
      unit: '',
      height: 62,
      format: 'value',
      quantity: 'images_per_second',
      requests: [
        { quantity: 'images_per_second', split: 'train', smooth: choices.smooth },
        { quantity: 'images_per_second', split: 'train', smooth: null },
      ],
      fromZero: true,
      bounds: [0, unbounded],
      isStrip: true,
    },
  ];
}

export function lossPanel({ isLog, smooth }: PanelChoices): TrainPanel {
  return {
    id: 'loss',
    title: 'Loss',
    unit: 'cross-entropy',
    height: 150,
    format: 'value',
    quantity: 'loss',
    requests: requestsOf('loss', smooth),
    bounds: [0, unbounded],
    scales: isLog ? ['log', 'linear'] : ['linear', 'log'],
    isHeaded: true,
    hasFlags: true,
    isBare: true,
  };
}

/** Accuracy, or the error: near the end of a training logarithms tell errors apart. */
export function qualityPanel({ isError, smooth }: PanelChoices): TrainPanel {
  const quantity = isError ? 'error' : 'accuracy';
  return {
    id: 'accuracy',
    title: isError ? 'Error' : 'Accuracy',
    unit: '%',
    height: 150,
    format: 'share',
    quantity,
    requests: requestsOf(quantity, smooth),
    fromZero: true,
    bounds: [0, 1],
    scales: isError ? ['linear', 'log'] : ['linear'],
    // As low as the loss beside it, which has flags.
    isHeaded: true,
    isBare: true,
  };
}

function requestsOf(quantity: Quantity, smooth: number): LineRequest[] {
  return [
    { quantity, split: 'train', smooth },
    { quantity, split: 'train', smooth: null },
    { quantity, split: 'test', smooth: null },
    { quantity, split: 'validation', smooth: null },
  ];
}

/** Before the first record there is only the plan: what the rate and the work will be. */
export function plannedPanels(hasWork: boolean): TrainPanel[] {
  const planned = { unit: 'as planned', height: 136, format: 'value', requests: [] } as const;
  const rate: TrainPanel = {
    ...planned,
    id: 'rate',
    title: 'Rate',
    quantity: 'rate',
    fromZero: true,
    plan: 'rate',
    isHeaded: true,
    hasFlags: true,
  };
  const work: TrainPanel = {
    ...planned,
    id: 'work',
    title: 'Million multiply-adds per image',
    quantity: 'work',
    fromZero: true,
    plan: 'work',
    isHeaded: true,
  };
  return hasWork ? [rate, work] : [rate];
}
