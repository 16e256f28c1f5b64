import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchNetwork } from '../../bench/networks.ts';
import { timing } from '../../bench/stats.ts';
import { startWorker, type Worker } from '../../bench/worker.ts';
import { benchOptimizer } from '../../bench/optimizer.ts';
import { watchDevice, type DeviceUse } from '../smi.ts';
import type { Part } from '../runner.ts';
import type { Setting } from '../setting.ts';

/** `ours`, or a mode of PyTorch as network.py has them. */
const contestants = ['ours', 'default', 'channels_last', 'compile'] as const;
type Contestant = (typeof contestants)[number];
const labels = {
  ours: 'ours',
  default: 'torch',
  channels_last: 'channels_last',
  compile: 'compile',
};

interface Case {
  readonly network: string;
  readonly batch: number;
  readonly precision: 'float32' | 'tf32';
}

type Started = Readonly<Record<Contestant, Worker | string>>;

/** Steps of one network compiled here and in PyTorch's three ways, in turns, at every batch and precision. */
export function speedPart(setting: Setting, network: string): Part {
  const cases = setting.batches.flatMap(batch =>
    setting.precisions.map(precision => ({ network, batch, precision })),
  );
  return {
    name: `speed of ${network}`,
    plan: `training steps of ${network}, compiled, at batch ${setting.batches.join(' and ')} in ${setting.precisions.join(' and ')}, beside PyTorch (eager, channels_last, torch.compile) where a Python has it.`,
    limit: setting.mode === 'gpu' ? 100 : 240,
    async run(context) {
      // All start at once, since that is most of the time; then one computes while the others wait.
      const began = performance.now();
      const until = 650 * context.seconds;
      const started = cases.map(each => startAll(setting, each, context.signal));
      try {
        for (const [i, each] of cases.entries()) {
          const wait = Math.max(0, until - (performance.now() - began));
          const workers = await ready(started[i] ?? [], wait);
          context.found(await measure(setting, each, workers));
        }
      } finally {
        for (const { worker } of started.flat())
          void worker.then(
            w => w.close(),
            () => undefined,
          );
      }
    },
  };
}

/** Memory that our process takes and how busy it keeps the device, alone on it. */
export function usePart(setting: Setting): Part {
  const batch = Math.max(...setting.batches);
  return {
    name: 'use of the device',
    plan: `memory and utilisation (nvidia-smi) of compiled steps at batch ${batch}, each network alone.`,
    limit: setting.mode === 'gpu' ? 70 : 180,
    async run({ signal, found }) {
      for (const network of setting.networks) {
        const before = await use(setting, () => pause(700));
        const each = { network, batch, precision: 'float32' } as const;
        const worker = await start(setting, each, 'ours', signal);
        try {
          await worker.steps(setting.steps);
          const during = await use(setting, () => worker.steps(setting.steps * setting.rounds));
          found(useFinding(setting, each, before, during));
        } finally {
          worker.close();
        }
      }
    },
  };
}

async function use(setting: Setting, work: () => Promise<unknown>): Promise<DeviceUse> {
  const end = watchDevice('0', setting.env);
  try {
    await work();
  } finally {
    await pause(50);
  }
  return end();
}

function useFinding(
  setting: Setting,
  { network, batch }: Case,
  before: DeviceUse,
  during: DeviceUse,
) {
  const memory = during.memory === null ? null : during.memory - (before.memory ?? 0);
  const share = during.utilisation;
  const said = `${share === null ? 'utilisation unknown' : `${Math.round(100 * share)} % busy`}, ${memory === null ? 'memory unknown' : `${(memory / 1e9).toFixed(2)} GB`}`;
  return {
    name: `${network}, batch ${batch}`,
    ok: setting.mode === 'cpu' || during.samples > 0,
    text: during.samples > 0 ? said : 'nvidia-smi gave no sample',
    values: { network, batch, utilisation: share, memoryBytes: memory, samples: during.samples },
  };
}

interface Starting {
  readonly contestant: Contestant;
  readonly worker: Promise<Worker>;
}

function startAll(setting: Setting, each: Case, signal: AbortSignal): readonly Starting[] {
  return contestants
    .filter(contestant => contestant === 'ours' || setting.torch !== null)
    .map(contestant => {
      const worker = start(setting, each, contestant, signal);
      worker.catch(() => undefined);
      return { contestant, worker };
    });
}

function start(
  setting: Setting,
  each: Case,
  contestant: Contestant,
  signal: AbortSignal,
): Promise<Worker> {
  const { app, env, torch } = setting;
  const { network, batch, precision } = each;
  if (contestant === 'ours') {
    const script = path.join(app, 'out/gpu-check/ours.js');
    const args = [script, network, 'compiled', String(batch), precision];
    return startWorker(process.execPath, args, env, signal);
  }
  const script = path.join(app, 'test/bench/torch/network.py');
  const job = path.join(setting.work, `${network}-${batch}-${precision}-${contestant}.json`);
  writeFileSync(job, JSON.stringify(jobOf(setting, each, contestant)));
  return startWorker(torch ?? '', [script, 'serve', job], env, signal);
}

function jobOf({ mode: device }: Setting, { network, batch, precision }: Case, mode: string) {
  return {
    plan: benchNetwork(network).plan,
    recipe: { optimizer: benchOptimizer },
    rates: [0.1],
    weights: null,
    batches: null,
    batch,
    mode,
    padding: 'symmetric',
    device: device === 'gpu' ? 'cuda' : 'cpu',
    tf32: precision === 'tf32',
  };
}

/** Those that are ready within `ms`, and why the others are not. */
async function ready(starting: readonly Starting[], ms: number): Promise<Partial<Started>> {
  const late = `not ready after ${Math.round(ms / 1000)} s more`;
  const found = await Promise.all(
    starting.map(async ({ contestant, worker }) => {
      const limit = new Promise<string>(resolve => setTimeout(() => resolve(late), ms).unref());
      const got = await Promise.race([worker, limit]).catch((error: unknown) => String(error));
      return [contestant, got] as const;
    }),
  );
  return Object.fromEntries(found);
}

async function measure(setting: Setting, each: Case, started: Partial<Started>) {
  const times = new Map<Contestant, number[]>();
  const reasons: string[] = [];
  const workers = contestants.flatMap(contestant => {
    const worker = started[contestant];
    if (typeof worker === 'string') reasons.push(`${labels[contestant]}: ${firstLine(worker)}`);
    return typeof worker === 'object' ? [{ contestant, worker }] : [];
  });
  for (const { worker } of workers) await worker.steps(3);
  for (let round = 0; round < setting.rounds; round++)
    for (const { contestant, worker } of workers) {
      const { ms } = await worker.steps(setting.steps);
      // The first step after the others had the machine finds cold caches.
      times.set(contestant, [...(times.get(contestant) ?? []), ...ms.slice(1)]);
    }
  const medians = Object.fromEntries([...times].map(([name, ms]) => [name, timing(ms).medianMs]));
  return findingOf(each, medians, reasons);
}

function findingOf(each: Case, medians: Partial<Record<Contestant, number>>, reasons: string[]) {
  const { ours } = medians;
  const theirs = Object.entries(medians).filter(([name]) => name !== 'ours');
  const best = theirs.sort(([, a], [, b]) => a - b)[0];
  const ratio = ours === undefined || best === undefined ? null : ours / best[1];
  const cells = contestants.map(name => {
    const ms = medians[name];
    return `${labels[name]} ${ms === undefined ? '-' : ms.toFixed(1)}`.padEnd(20);
  });
  const said = [
    `${cells.join('')}ms`,
    ...(ratio === null ? [] : [`ours/best ${ratio.toFixed(2)}`]),
  ];
  return {
    name: `batch ${each.batch}, ${each.precision}`,
    ok: ours !== undefined,
    text: [...said, ...reasons].join('; '),
    values: { ...each, medianMs: medians, ratioToBest: ratio, leftOut: reasons },
  };
}

const firstLine = (text: string) => text.split('\n')[0] ?? '';
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
