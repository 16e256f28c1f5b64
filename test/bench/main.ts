/**
 * `npm run bench -- [--json FILE] [--networks A,B] [--batch N] [--rounds N] [--steps N]
 * [--torch-modes default,channels_last,compile] [--device cpu|cuda] [--tf32] [--only steps|others|accuracy|editor]`
 *
 * `accuracy` trains CIFAR-10 for 5 epochs, twice here and twice in PyTorch (an hour on two cores), so it
 * runs only when asked for; it needs the set in RESIDUAL_LAB_DATA.
 * `editor` (test/bench/editor.mjs) measures in the real editor what a person waits for.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeProcessor, instructionSets } from '../../src/engine/native/hardware.ts';
import { benchAccuracy } from './accuracy.ts';
import { benchData } from './data.ts';
import { defaultNetworks } from './networks.ts';
import { benchOthers, type OtherResult } from './others.ts';
import { benchSteps, type Ratio, type StepResult } from './steps.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    networks: { type: 'string', default: defaultNetworks.join(',') },
    batch: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '6' },
    steps: { type: 'string', default: '6' },
    'torch-modes': { type: 'string', default: 'default,channels_last,compile' },
    device: { type: 'string', default: 'cpu' },
    tf32: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const torch = findTorch();
  if (!torch) log('No Python with torch (RESIDUAL_LAB_PYTHON, python3): PyTorch is left out.');
  if (values.only === 'accuracy') return benchAccuracy({ torch, log, json: values.json });
  if (values.only !== 'steps' && values.only !== 'others')
    await benchData(line => console.log(line));
  if (values.only === 'data') return;
  const others = values.only === 'steps' ? [] : await benchOthers(log);
  const steps =
    values.only === 'others'
      ? { results: [], ratios: [] }
      : await benchSteps({
          networks: values.networks.split(','),
          batch: Number(values.batch),
          rounds: Number(values.rounds),
          stepsPerRound: Number(values.steps),
          torch,
          torchModes: values['torch-modes'].split(','),
          device: values.device === 'cuda' ? 'cuda' : 'cpu',
          tf32: values.tf32,
          log,
          // The bundles lie in out/bench of the project; the Python scripts stay where they are.
          oursScript: join(__dirname, 'ours.js'),
          torchScript: join(__dirname, '../../test/bench/torch/network.py'),
        });
  const onednn = process.env['TF_ENABLE_ONEDNN_OPTS'];
  console.log(
    `${describeProcessor(null)}; ${instructionSets().join(' ')}; TF_ENABLE_ONEDNN_OPTS ${onednn ?? 'as the engine sets it'}\n`,
  );
  print(steps.results, steps.ratios, others);
  if (values.json) {
    const machine = {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      instructions: instructionSets(),
      memoryBytes: totalmem(),
      node: process.version,
    };
    const report = { machine, results: [...steps.results, ...others], ratios: steps.ratios };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    log(`written to ${values.json}`);
  }
}

function findTorch(): string | null {
  const python = process.env['RESIDUAL_LAB_PYTHON'] ?? 'python3';
  try {
    execFileSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore', timeout: 60_000 });
    return python;
  } catch {
    return null;
  }
}

function print(
  steps: readonly StepResult[],
  ratios: readonly Ratio[],
  others: readonly OtherResult[],
): void {
  const line = (...cells: (string | number)[]): void =>
    console.log(
      cells
        .map((c, i) => (i < 2 ? String(c).padEnd(i ? 30 : 40) : String(c).padStart(11)))
        .join(' '),
    );
  line(
    'training step',
    'engine',
    'median ms',
    'best ms',
    'spread',
    'images/s',
    'start s',
    'peak GB',
  );
  for (const r of steps)
    line(
      r.name,
      r.engine,
      r.medianMs.toFixed(1),
      r.bestMs.toFixed(1),
      percent(r.spread),
      r.imagesPerSecond.toFixed(0),
      (r.compileMs / 1000).toFixed(1),
      (r.peakBytes / 1e9).toFixed(2),
    );
  console.log();
  for (const r of ratios) line(r.name, r.ratio, r.value.toFixed(3), r.goal);
  console.log();
  for (const r of others)
    line(r.name, r.engine, r.medianMs.toFixed(3), r.bestMs.toFixed(3), percent(r.spread), r.note);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
