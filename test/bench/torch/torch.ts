import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeTensors, type HostTensor } from '../../../src/record/index.ts';
import { decodeTensors } from '../../../src/store/index.ts';
import type { OptimizerValue } from '../../../src/language/index.ts';
import type { NetworkPlan } from '../../../src/network/index.ts';

/** What `network.py` is asked to do; its docstring says what each field means. */
export interface TorchJob {
  readonly plan: NetworkPlan;
  readonly recipe: {
    readonly optimizer: OptimizerValue;
    readonly labelSmoothing?: number;
    readonly clip?: number | null;
  };
  readonly rates: readonly number[];
  readonly batch?: number;
  readonly steps: number;
  readonly training?: boolean;
  readonly mode?: 'default' | 'channels_last' | 'compile';
  readonly device?: 'cpu' | 'cuda';
  readonly threads?: number;
  readonly tf32?: boolean;
  readonly precision?: 'float32' | 'float64';
}

export interface TorchBatch {
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

export type HostTensors = Readonly<Record<string, HostTensor>>;

export interface TorchAnswer {
  readonly torch: string;
  readonly losses: readonly number[];
  /** Of the first batch, [batch, classes] by rows. */
  readonly logits: readonly number[];
  readonly ms: readonly number[];
  readonly compileMs: number;
  readonly peakBytes: number;
  /** Gradients of the first batch, all values after the first step and after the last. */
  readonly gradients: HostTensors;
  readonly afterFirst: HostTensors;
  readonly final: HostTensors;
}

export const networkScript = fileURLToPath(new URL('./network.py', import.meta.url));

/**
 * The Python to compare with (`RESIDUAL_LAB_PYTHON`, else `python3`), or undefined if it has no
 * torch and NumPy.
 */
export function findTorch(): string | undefined {
  const python = process.env['RESIDUAL_LAB_PYTHON'] ?? 'python3';
  try {
    execFileSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore', timeout: 60_000 });
    return python;
  } catch {
    return undefined;
  }
}

export interface TorchRequest {
  readonly job: TorchJob;
  readonly weights: HostTensors;
  /** Used in turns. */
  readonly batches: readonly TorchBatch[];
}

/** Takes the steps of each job in PyTorch, all in one process, since importing torch takes seconds. */
export function trainInTorch(
  python: string,
  requests: readonly TorchRequest[],
): readonly TorchAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), 'torch-'));
  try {
    const jobs = requests.map((request, i) => writeJob(folder, String(i), request));
    const text = execFileSync(python, [networkScript, 'run', ...jobs.map(job => job.file)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines = text.split('\n').filter(line => line.startsWith('{'));
    return jobs.map(({ results }, i) => ({
      ...(JSON.parse(lines[i] ?? '') as TorchAnswer),
      gradients: load(results.gradients),
      afterFirst: load(results.afterFirst),
      final: load(results.final),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeJob(folder: string, name: string, { job, weights, batches }: TorchRequest) {
  const path = (what: string): string => join(folder, `${name}.${what}.safetensors`);
  const file = join(folder, `${name}.json`);
  const inputs = { weights: path('weights'), batches: path('batches') };
  const results = {
    gradients: path('gradients'),
    afterFirst: path('afterFirst'),
    final: path('final'),
  };
  save(inputs.weights, weights);
  save(inputs.batches, batchTensors(job.plan, batches));
  writeFileSync(file, JSON.stringify({ ...job, ...inputs, write: results }));
  return { file, results };
}

function batchTensors(plan: NetworkPlan, batches: readonly TorchBatch[]): HostTensors {
  return Object.fromEntries(
    batches.flatMap(({ images, labels }, i): [string, HostTensor][] => [
      [`images.${i}`, { dtype: 'float32', shape: [labels.length, ...plan.input], values: images }],
      [`labels.${i}`, { dtype: 'int32', shape: [labels.length], values: labels }],
    ]),
  );
}

function save(path: string, tensors: HostTensors): void {
  writeFileSync(path, Buffer.concat(encodeTensors({ tensors, metadata: {} })));
}

function load(path: string): HostTensors {
  return decodeTensors(readFileSync(path), path).tensors;
}
