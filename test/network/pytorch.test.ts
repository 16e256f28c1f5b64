import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planNetwork, presetNetwork, summarise } from '../../src/network/index.ts';

const python = process.env['RESIDUAL_LAB_PYTHON'] ?? 'python3';
const hasTorch = spawnSync(python, ['-c', 'import torch'], { timeout: 60_000 }).status === 0;

interface Case {
  readonly family: string;
  readonly depth: number;
  readonly width: number;
  readonly classes: number;
  readonly size: readonly [number, number, number];
  /** Also measure the receptive field; the input must be larger than it. */
  readonly field?: boolean;
}

const cases: readonly Case[] = [
  { family: 'resnet', depth: 20, width: 16, classes: 10, size: [32, 32, 3] },
  { family: 'resnet', depth: 14, width: 32, classes: 100, size: [48, 32, 3] },
  { family: 'resnet-v1', depth: 20, width: 16, classes: 10, size: [32, 32, 3] },
  { family: 'bottleneck', depth: 20, width: 16, classes: 10, size: [32, 32, 3] },
  { family: 'wide', depth: 16, width: 4, classes: 10, size: [32, 32, 3] },
  { family: 'wide', depth: 28, width: 10, classes: 10, size: [32, 32, 3] },
  { family: 'resnet', depth: 8, width: 4, classes: 10, size: [96, 96, 1], field: true },
  { family: 'resnet-v1', depth: 14, width: 4, classes: 10, size: [160, 160, 1], field: true },
  { family: 'bottleneck', depth: 20, width: 4, classes: 10, size: [128, 128, 1], field: true },
];

interface Counts {
  readonly parameters: number;
  readonly buffers: number;
  readonly macs: number;
  readonly keptBytes: number;
  readonly receptiveField: number | null;
}

describe.skipIf(!hasTorch)(
  hasTorch ? 'against PyTorch' : 'against PyTorch (skipped: no Python with torch)',
  () => {
    const script = fileURLToPath(new URL('reference.py', import.meta.url));
    const run = hasTorch
      ? spawnSync(python, [script], { input: JSON.stringify(cases), encoding: 'utf8' })
      : null;
    const counted = run?.status === 0 ? (JSON.parse(run.stdout) as Counts[]) : [];

    it('runs the reference', () => expect(run?.stderr ?? '').toBe(''));

    it.each(cases.map((network, i) => ({ ...network, i })))(
      '$family depth $depth width $width, $classes classes',
      ({ family, depth, width, classes, size, i }) => {
        const plan = planNetwork(
          presetNetwork({ preset: family, depth, width, classes, input: size }),
        );
        const summary = summarise(plan);
        const torch = counted[i];
        expect(summary.trainableParameters).toBe(torch?.parameters);
        expect(summary.otherParameters).toBe(torch?.buffers);
        expect(summary.macs).toBe(torch?.macs);
        expect(summary.activationBytes).toBe(torch?.keptBytes);
        if (torch?.receptiveField != null)
          expect(summary.receptiveField).toBe(torch.receptiveField);
      },
    );
  },
);
