import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Random, UserError } from '../../src/base/index.ts';
import { describeRun } from '../../src/record/index.ts';
import { toRows } from '../../src/record/tables/index.ts';
import { resumeRequest } from '../../src/runs/index.ts';
import {
  enqueue,
  heldLocks,
  ownersOf,
  queueFolder,
  readQueue,
} from '../../src/runs/queue/index.ts';
import {
  checkpointName,
  createRun,
  describeProcess,
  listCheckpoints,
  listRuns,
  readRun,
} from '../../src/store/index.ts';
import { claimRun, openTable, settleRun } from '../../src/store/tables/index.ts';
import { encodeTensors } from '../../src/record/index.ts';
import { clockSchema } from '../support/clockSchema.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';
import { damages } from './damages.ts';

const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };
const env = { RESIDUAL_LAB_CACHE: temporaryFolder() };
const rounds = 250;

/** A store with a run that was killed and one that waits in the queue. */
async function someStore(): Promise<string> {
  const store = path.join(temporaryFolder(), '.residual-lab');
  const killed = await createRun(store, someRequest());
  const writer = claimRun(killed, describeProcess(engine, killed));
  writer.append(clockSchema, [{ step: 1, time: 10 }]);
  writer.log('the first lines\n');
  writer.status({
    state: 'running',
    phase: 'training',
    step: 1,
    steps: 2,
    epoch: 0,
    epochs: 1,
    secondsElapsed: 0,
    secondsLeft: null,
    metrics: { loss: 1 },
  });
  writer.flush();
  writer.close();
  const owner = { ...describeProcess(engine, killed), pid: 2 ** 22 + 1, startTime: '1' };
  fs.writeFileSync(path.join(killed, 'process.json'), JSON.stringify(owner));
  const values = new Float32Array(100);
  const tensors = { w: { dtype: 'float32' as const, shape: [100], values } };
  const parts = encodeTensors({ tensors, metadata: {} });
  fs.writeFileSync(path.join(killed, 'checkpoints', checkpointName(1)), Buffer.concat(parts));
  const waiting = await createRun(store, someRequest());
  enqueue(store, [{ run: path.basename(waiting), after: [path.basename(killed)] }], env);
  fs.writeFileSync(path.join(queueFolder(store), 'drain-x.7.lock'), '{}');
  return store;
}

/** What every listing and every command on a run does with the store. A UserError is an answer. */
async function use(store: string): Promise<void> {
  const attempt = (action: () => unknown) => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return null;
    }
  };
  attempt(() => readQueue(store));
  attempt(() => ownersOf(store, env));
  attempt(() => heldLocks(queueFolder(store)));
  const { runs } = await listRuns(store).catch((error: unknown) => {
    if (error instanceof UserError) return { runs: [] };
    throw error;
  });
  JSON.stringify(runs);
  for (const name of fs.readdirSync(path.join(store, 'runs'))) {
    const folder = path.join(store, 'runs', name);
    attempt(() => describeRun(readRun(folder)));
    attempt(() => listCheckpoints(folder));
    attempt(() => toRows(openTable(folder, 'clock').read()));
    attempt(() => JSON.stringify(resumeRequest(settleRun(folder))));
  }
}

it(`${rounds} random damages of a store throw nothing unforeseen, take no time and no memory`, async () => {
  const random = Random.of('damages', 1);
  const original = await someStore();
  const files = fs
    .readdirSync(original, { recursive: true, encoding: 'utf8' })
    .filter(name => fs.statSync(path.join(original, name)).isFile())
    .sort();
  const names = Object.keys(damages);
  const slow: string[] = [];
  let memory = 0;
  for (let i = 0; i < rounds; i++) {
    const store = path.join(temporaryFolder(), '.residual-lab');
    fs.cpSync(original, store, { recursive: true });
    const file = files[random.below(files.length)] ?? '';
    const name = names[i % names.length] ?? '';
    damages[name]?.(path.join(store, file), random);
    const began = process.cpuUsage();
    try {
      await use(store);
    } catch (error) {
      throw new Error(`${file}: ${name}`, { cause: error });
    }
    const { user, system } = process.cpuUsage(began);
    const ms = (user + system) / 1000;
    if (ms > 5000) slow.push(`${file}: ${name} (computed for ${ms.toFixed(0)} ms)`);
    memory = Math.max(memory, process.memoryUsage().rss);
    fs.rmSync(path.dirname(store), { recursive: true, force: true });
  }
  expect(slow).toEqual([]);
  expect(memory).toBeLessThan(1e9);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
