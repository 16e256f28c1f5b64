import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchNetwork } from './networks.ts';

export interface AccuracyOptions {
  readonly torch: string | null;
  readonly log: (line: string) => void;
  readonly json?: string;
}

interface Reached {
  readonly engine: string;
  readonly seed: number;
  readonly testAccuracy: number;
  readonly seconds: number;
}

const root = join(__dirname, '../..');
const seeds = [1, 2];

/**
 * The recipe of `examples/cifar10-resnet14.resnet.yaml` (ResNet-14, batch 100, cosine from 0.1 to 0
 * over 5 epochs, decay 1e-4, crop + flip, per-image standardisation), here and in PyTorch.
 */
export function benchAccuracy({ torch, log, json }: AccuracyOptions): void {
  const data = process.env['RESIDUAL_LAB_DATA'];
  if (!data) {
    log('Accuracy left out: RESIDUAL_LAB_DATA names no folder with cifar10.');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  const reached = seeds.flatMap(seed => [
    trainHere(folder, data, seed),
    ...(torch ? [trainInTorch(folder, torch, join(data, 'cifar10'), seed)] : []),
  ]);
  for (const r of reached)
    log(
      `${r.engine} seed ${r.seed}: test accuracy ${(100 * r.testAccuracy).toFixed(2)} % in ${r.seconds.toFixed(0)} s`,
    );
  for (const engine of new Set(reached.map(r => r.engine))) {
    const own = reached.filter(r => r.engine === engine).map(r => r.testAccuracy);
    log(
      `${engine}: mean ${((100 * own.reduce((a, b) => a + b, 0)) / own.length).toFixed(2)} % of ${own.length} seeds`,
    );
  }
  if (json) writeFileSync(json, `${JSON.stringify(reached, null, 2)}\n`);
}

function trainHere(folder: string, data: string, seed: number): Reached {
  const start = performance.now();
  const notebook = join(root, 'examples/cifar10-resnet14.resnet.yaml');
  const args = ['run', notebook, '--cell', 'short', '--set', `seeds=[${seed}]`];
  const result = spawnSync(
    process.execPath,
    [join(root, 'dist/cli.js'), ...args, '--runs', join(folder, 'runs'), '--data', data, '--json'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const lines = result.stdout.split('\n').filter(line => line.startsWith('{'));
  const end = JSON.parse(lines.at(-1) ?? '{}') as { ending?: string; run?: string };
  if (end.ending !== 'finished' || !end.run)
    throw new Error(`the run ended as ${end.ending}: ${result.stderr}`);
  const csv = execFileSync(
    process.execPath,
    [join(root, 'dist/cli.js'), 'export', end.run, '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const { rows } = JSON.parse(csv) as { rows: { split: string; accuracy: number }[] };
  const last = rows.filter(row => row.split === 'test').at(-1);
  if (!last) throw new Error(`${end.run} has no evaluation on test data`);
  return {
    engine: 'residual-lab',
    seed,
    testAccuracy: last.accuracy,
    seconds: (performance.now() - start) / 1000,
  };
}

function trainInTorch(folder: string, torch: string, data: string, seed: number): Reached {
  const job = join(folder, `torch-${seed}.json`);
  const { plan } = benchNetwork('ResNet-14');
  const recipe = { epochs: 5, batch: 100, rate: [0.1, 0], decay: 1e-4, pad: 4 };
  writeFileSync(job, JSON.stringify({ plan, data, seed, ...recipe }));
  const text = execFileSync(torch, [join(root, 'test/bench/torch/accuracy.py'), job], {
    encoding: 'utf8',
  });
  const last = JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as {
    testAccuracy: number;
    seconds: number;
  };
  return { engine: 'PyTorch', seed, testAccuracy: last.testAccuracy, seconds: last.seconds };
}
