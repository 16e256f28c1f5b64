/**
 * `npm run gpu-check [-- --plan | --cpu | --only A,B | --budget SECONDS | --json FILE | --pack DIR | --from DIR]`
 *
 * Checks and measures on a machine with an NVIDIA GPU, in at most eight minutes. `--cpu` runs every part on the
 * processor with tiny sizes, to check the checks. Exit codes: 0 all is well, 1 a part failed, 2 wrong
 * options, 3 there is no GPU.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findGpus } from '../../src/system/index.ts';
import { findTorch } from '../bench/torch/torch.ts';
import { packKit } from './kit/pack.ts';
import { useKit } from './kit/use.ts';
import { allParts } from './parts/index.ts';
import { killPrograms } from './programs.ts';
import { planOf, summaryOf, tableOf, type Report } from './report.ts';
import { runParts, type Outcome } from './runner.ts';
import { endRuns } from './endRuns.ts';
import type { Setting } from './setting.ts';

const exit = { ok: 0, failed: 1, usage: 2, noGpu: 3 } as const;
/** `out/gpu-check` of the project, or of a kit's copy of it. */
const app = path.join(__dirname, '../..');

const options = {
  plan: { type: 'boolean', default: false },
  cpu: { type: 'boolean', default: false },
  only: { type: 'string' },
  budget: { type: 'string', default: '480' },
  json: { type: 'string' },
  // Makes a kit for a machine without registries.
  pack: { type: 'string' },
  arch: { type: 'string', default: '90' },
  wheels: { type: 'string' },
  library: { type: 'string' },
  level: { type: 'string' },
  node: { type: 'string' },
  // Runs from a kit there.
  from: { type: 'string' },
  to: { type: 'string' },
  cuda: { type: 'string' },
} as const;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.pack !== undefined) {
    const to = path.resolve(values.pack);
    await packKit({ ...values, app, to, arch: Number(values.arch), log });
    return exit.ok;
  }
  const budget = Number(values.budget);
  if (!(budget > 0)) throw new Error('--budget takes seconds');
  const gpus = findGpus().listed ?? [];
  const mode = values.cpu ? 'cpu' : 'gpu';
  const kit = values.from === undefined ? {} : await useKit({ ...values, from: values.from, log });
  Object.assign(process.env, kit);
  const work = mkdtempSync(path.join(os.tmpdir(), 'gpu-check-'));
  try {
    const setting = settingOf(mode, work, gpus[0]?.uuid ?? null);
    const parts = chosen(allParts(setting), values.only);
    if (values.plan || (mode === 'gpu' && gpus.length === 0)) {
      print(planOf(parts, budget));
      if (values.plan) return exit.ok;
      print(
        '\nNot done: nvidia-smi shows no NVIDIA GPU here. --cpu runs all of it on the processor, in small.',
      );
      return exit.noGpu;
    }
    const began = performance.now();
    const file = path.resolve(values.json ?? path.join(app, 'out/gpu-check.json'));
    const started = new Date().toISOString();
    const done: Outcome[] = [];
    const write = (): void => {
      const seconds = (performance.now() - began) / 1000;
      const machine = machineOf(setting, gpus);
      const report: Report = {
        format: 1,
        started,
        mode,
        machine,
        budgetSeconds: budget,
        seconds,
        parts: done,
      };
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    };
    await runParts(parts, {
      budget,
      onOutcome: outcome => {
        done.push(outcome);
        endRuns(work);
        // Whoever ends this before its time still finds what it had found.
        write();
        log(`${outcome.name}: ${outcome.status}, ${outcome.seconds.toFixed(1)} s`);
      },
    });
    print(
      `${tableOf(done)}\n\n${summaryOf(done)} in ${((performance.now() - began) / 1000).toFixed(0)} s; ${file}`,
    );
    return done.some(({ status }) => status === 'failed' || status === 'timeout')
      ? exit.failed
      : exit.ok;
  } finally {
    endRuns(work);
    rmSync(work, { recursive: true, force: true });
  }
}

function settingOf(mode: 'gpu' | 'cpu', work: string, gpu: string | null): Setting {
  const device: Record<string, string> = mode === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {};
  const sizes =
    mode === 'gpu'
      ? {
          networks: ['ResNet-14', 'WResNet-50', 'ResNet-110'],
          batches: [100, 512],
          precisions: ['float32', 'tf32'] as const,
          rounds: 5,
          steps: 8,
          epochs: 30,
        }
      : {
          networks: ['ResNet-14'],
          batches: [2],
          precisions: ['float32', 'tf32'] as const,
          rounds: 2,
          steps: 2,
          epochs: 4,
        };
  // The first device, whatever the shell says.
  const env: NodeJS.ProcessEnv = { ...process.env, ...device };
  if (mode === 'gpu') delete env['CUDA_VISIBLE_DEVICES'];
  return { mode, app, work, env, torch: findTorch() ?? null, gpu, ...sizes };
}

function machineOf({ torch }: Setting, gpus: readonly object[]) {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryBytes: os.totalmem(),
    node: process.version,
    gpus,
    torch,
  };
}

function chosen<T extends { readonly name: string }>(
  parts: readonly T[],
  only?: string,
): readonly T[] {
  if (only === undefined) return parts;
  const words = only.split(',').map(word => word.trim());
  const unknown = words.filter(word => !parts.some(({ name }) => name.includes(word)));
  if (unknown.length > 0)
    throw new Error(
      `There is no part ${unknown.join(', ')}; there are ${parts.map(p => p.name).join(', ')}.`,
    );
  return parts.filter(({ name }) => words.some(word => name.includes(word)));
}

const print = (text: string) => void process.stdout.write(`${text}\n`);
const log = (text: string) => void process.stderr.write(`${text}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    killPrograms();
    process.exit(130);
  });

main(process.argv.slice(2)).then(
  code => (process.exitCode = code),
  (error: unknown) => {
    log(`gpu-check: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = exit.usage;
  },
);
