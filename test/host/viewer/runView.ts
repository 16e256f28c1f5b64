import type { RunView } from '../../../src/protocol/index.ts';

/** A finished run of a cell, but for what is given. */
export function runView(given: Partial<RunView> = {}): RunView {
  const id = given.id ?? '20261121-120000-base-0001';
  return {
    id,
    parts: [id],
    kind: 'train',
    cell: 'base',
    notebook: 'residuals.resnet.yaml',
    notebookFolder: '/lab',
    digest: 'd1',
    variant: { seed: 1 },
    created: '2026-11-21T12:00:00.000Z',
    ended: '2026-11-21T12:03:16.000Z',
    life: { state: 'finished' },
    step: 600,
    steps: 600,
    epoch: 6,
    epochs: 6,
    secondsElapsed: 196,
    accuracy: 0.57,
    slot: 0,
    device: 'CPU',
    engine: { name: 'tensorflow', reason: 'auto: TensorFlow 2.21 loaded' },
    gpu: null,
    canResume: false,
    checkpoints: [600],
    tags: [],
    note: '',
    ...given,
  };
}
