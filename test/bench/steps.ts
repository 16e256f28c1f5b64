import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timing, type Timing } from './stats.ts';
import { benchNetwork } from './networks.ts';
import { benchOptimizer } from './optimizer.ts';
import { startWorker, type Worker } from './worker.ts';

export interface StepResult extends Timing {
  readonly name: string;
  readonly engine: string;
  readonly batch: number;
  /** Process start to the end of the first step, building and compiling included. */
  readonly compileMs: number;
  readonly peakBytes: number;
  readonly imagesPerSecond: number;
}

export interface Ratio {
  readonly name: string;
  readonly ratio: string;
  readonly value: number;
  readonly goal: string;
}

export interface StepOptions {
  readonly networks: readonly string[];
  readonly batch: number;
  /** Rounds; in each, every engine takes `stepsPerRound` steps in turn. */
  readonly rounds: number;
  readonly stepsPerRound: number;
  readonly torch: string | null;
  readonly torchModes: readonly string[];
  readonly device: 'cpu' | 'cuda';
  readonly tf32: boolean;
  readonly log: (line: string) => void;
  readonly oursScript: string;
  readonly torchScript: string;
}

/** Training steps of ours and of PyTorch, in turns on the same machine. */
export async function benchSteps(
  options: StepOptions,
): Promise<{ results: StepResult[]; ratios: Ratio[] }> {
  const results: StepResult[] = [];
  const ratios: Ratio[] = [];
  for (const network of options.networks) {
    const measured = await benchNetworkSteps(network, options);
    results.push(...measured);
    ratios.push(...ratiosOf(network, measured));
    for (const m of measured)
      options.log(
        `${network}: ${m.engine} ${m.medianMs.toFixed(1)} ms (best ${m.bestMs.toFixed(1)})`,
      );
  }
  return { results, ratios };
}

async function benchNetworkSteps(network: string, options: StepOptions): Promise<StepResult[]> {
  const workers = new Map<string, { worker: Worker; ms: number[]; peak: number }>();
  try {
    for (const [engine, command, args] of contestants(network, options)) {
      options.log(`${network}: starting ${engine}`);
      try {
        workers.set(engine, { worker: await startWorker(command, args), ms: [], peak: 0 });
      } catch (error) {
        options.log(
          `${network}: ${engine} left out: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    for (const w of workers.values()) await w.worker.steps(2);
    for (let round = 0; round < options.rounds; round++)
      for (const w of inTurns([...workers.values()], round)) {
        const { ms, peakBytes } = await w.worker.steps(options.stepsPerRound);
        // The first step after the others had the machine finds cold caches.
        w.ms.push(...ms.slice(1));
        w.peak = peakBytes;
      }
    return [...workers].map(([engine, { worker, ms, peak }]) => {
      const t = timing(ms);
      return {
        name: network,
        engine,
        batch: options.batch,
        ...t,
        compileMs: worker.ready.compileMs,
        peakBytes: peak,
        imagesPerSecond: (1000 * options.batch) / t.medianMs,
      };
    });
  } finally {
    for (const { worker } of workers.values()) worker.close();
  }
}

function contestants(
  network: string,
  options: StepOptions,
): (readonly [engine: string, command: string, args: readonly string[]])[] {
  const ours = ['compiled', 'recording', 'eager', 'eager-plain'].map(
    mode =>
      [
        mode,
        process.execPath,
        [
          options.oursScript,
          network,
          mode,
          String(options.batch),
          options.tf32 ? 'tf32' : 'float32',
        ],
      ] as const,
  );
  const { torch } = options;
  if (!torch) return ours;
  return [
    ...ours,
    ...options.torchModes.map(
      mode =>
        [
          `torch ${mode}`,
          torch,
          [options.torchScript, 'serve', writeTorchJob(network, mode, options)],
        ] as const,
    ),
  ];
}

function writeTorchJob(network: string, mode: string, options: StepOptions): string {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'job.json');
  writeFileSync(
    file,
    JSON.stringify({
      plan: benchNetwork(network).plan,
      recipe: { optimizer: benchOptimizer },
      rates: [0.1],
      weights: null,
      batches: null,
      batch: options.batch,
      mode,
      device: options.device,
      tf32: options.tf32,
    }),
  );
  return file;
}

/** Another one begins in each round, so that none always follows the same neighbour. */
function inTurns<T>(list: readonly T[], round: number): readonly T[] {
  const start = round % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

function ratiosOf(network: string, measured: readonly StepResult[]): Ratio[] {
  const median = (engine: string): number | undefined =>
    measured.find(m => m.engine === engine)?.medianMs;
  const compiled = median('compiled');
  if (compiled === undefined) return [];
  const torch = measured.filter(m => m.engine.startsWith('torch'));
  const best = torch.reduce<StepResult | null>(
    (a, b) => (a === null || b.medianMs < a.medianMs ? b : a),
    null,
  );
  const ratio = (name: string, value: number | undefined, goal: string): Ratio[] =>
    value === undefined ? [] : [{ name: network, ratio: name, value, goal }];
  const times = (engine: string) => {
    const ms = median(engine);
    return ms === undefined ? undefined : ms / compiled;
  };
  return [
    ...ratio(
      `compiled / best PyTorch (${best?.engine})`,
      best ? compiled / best.medianMs : undefined,
      'at most 1.0',
    ),
    // What TensorFlow.js does by itself, op by op.
    ...ratio('eager, plain TensorFlow.js / compiled', times('eager-plain'), 'at least 1.8'),
    // The same op by op with our fused ops, which made the eager step faster too.
    ...ratio('eager, fused ops / compiled', times('eager'), ''),
    ...ratio('recording every step / not recording', times('recording'), 'under 1.05'),
  ];
}
