// `npm run kills`: sends signals to trainings at random moments from the first millisecond on, and looks
// what is left. A signal that asks to stop leaves a run that has stopped (or was done before); SIGKILL
// leaves one that is told as crashed, with the reason, and every run has a way on. The seed and the
// number of a kill give the same signal and moment again.
//
//   npm run kills -- [--kills 100] [--seed 1] [--minutes 15] [--load 1] [--longest 6000]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/process.mjs';
import { buildBundles } from './setup/project.mjs';

const STOP = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];

const NOTEBOOK = `network: tiny
input: [28, 28, 1]
classes: 10
stem: {filters: 4, kernel: 3, stride: 2}
stages:
  - {blocks: 1, filters: 4, stride: 2}
block: preactivation
shortcut: pad
---
train: base
network: tiny
data: mnist-sample
epochs: 200
batch: 20
optimizer: {momentum: 0.9}
rate: 0.01
`;

async function main() {
  const options = { kills: '100', seed: '1', minutes: '15', load: '1', longest: '6000' };
  const { values } = parseArgs({
    options: Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name, { type: 'string', default: value }]),
    ),
  });
  if (!existsSync(join(root, 'dist/cli.js'))) await buildBundles();
  const until = Date.now() + Number(values.minutes) * 60_000;
  const load = Array.from({ length: Number(values.load) }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  const counts = new Map();
  let wrong = 0;
  let done = 0;
  try {
    for (; done < Number(values.kills) && Date.now() < until; done++) {
      const kill = drawKill(`${values.seed}/${done}`, Number(values.longest));
      const { ending, problem } = await tryKill(kill);
      const name = `${kill.whom} ${kill.signal === 'SIGKILL' ? 'killed' : 'asked'}: ${ending}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (problem === null) continue;
      wrong++;
      console.log(`kill ${done}: ${kill.signal} to ${kill.whom} after ${kill.ms} ms: ${problem}`);
    }
  } finally {
    for (const process of load) process.kill('SIGKILL');
  }
  for (const [name, count] of [...counts].sort())
    console.log(`${String(count).padStart(5)} ${name}`);
  console.log(`${done} kills, ${wrong} wrong (seed ${values.seed})`);
  return wrong === 0 ? 0 : 1;
}

/** Who is signalled with what, and when; short times as often as long ones. */
function drawKill(seed, longest) {
  let state = [...seed].reduce(
    (h, c) => Math.imul(h ^ c.charCodeAt(0), 16777619) >>> 0,
    2166136261,
  );
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  random();
  const signal = random() < 0.3 ? 'SIGKILL' : STOP[Math.floor(random() * STOP.length)];
  return {
    signal,
    whom: random() < 0.7 ? 'engine' : 'reslab',
    ms: Math.round(longest ** random()),
  };
}

async function tryKill({ signal, whom, ms }) {
  const home = mkdtempSync(join(tmpdir(), 'kills-'));
  try {
    writeFileSync(join(home, 'n.resnet.yaml'), NOTEBOOK);
    const store = join(home, '.residual-lab');
    const reslab = start(['run', join(home, 'n.resnet.yaml'), '--json', '--runs', store]);
    let engine = null;
    if (whom === 'engine') {
      engine = await engineOf(reslab);
      await sleep(ms);
      kill(engine, signal);
    } else {
      await sleep(ms);
      reslab.child.kill(signal);
      // The engine goes on alone where its parent was killed.
    }
    const { code, signal: endedBy } = await within(reslab.ended, 60_000);
    const runs = join(store, 'runs');
    const [id] = existsSync(runs) ? readdirSync(runs) : [];
    // Before there was a run there is nothing to tell.
    if (id === undefined) return { ending: 'no run yet', problem: null };
    const folder = join(runs, id);
    const how = await settle(folder, store, whom === 'reslab' && signal === 'SIGKILL');
    return { ending: how, problem: problemOf({ signal, whom, code, endedBy, how, folder }) };
  } catch (error) {
    return { ending: 'no end', problem: error.message };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function problemOf({ signal, whom, code, endedBy, how, folder }) {
  const message = read(join(folder, 'end.json'))?.message ?? '';
  if (whom === 'engine' && signal === 'SIGKILL') {
    if (how !== 'crashed') return `the run has ${how}`;
    if (!message.includes('SIGKILL')) return `the reason is not said: ${message}`;
    return code === 1 ? null : `reslab ended with ${code ?? endedBy}`;
  }
  if (whom === 'reslab' && signal === 'SIGKILL')
    return ['stopped', 'refused'].includes(how) ? null : `the run has ${how}: ${message}`;
  if (how !== 'stopped') return `the run has ${how}: ${message}`;
  return code === 130 ? null : `reslab ended with ${code ?? endedBy}`;
}

/** How the run ended, after what a user would do where nobody is left to say it. */
async function settle(folder, store, alone) {
  const ending = () => read(join(folder, 'end.json'))?.ending;
  if (alone) {
    await reslabTo(['stop', folder, '--runs', store]);
    for (let i = 0; i < 300 && ending() === undefined; i++) {
      await sleep(100);
      if (i % 50 === 49) await reslabTo(['stop', folder, '--runs', store]);
    }
  }
  return ending() ?? 'no ending';
}

async function reslabTo(args) {
  return within(start(args).ended, 60_000);
}

function start(args) {
  const env = { ...process.env, RESIDUAL_LAB_DATA: join(root, 'media/data') };
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += chunk));
  const ended = new Promise(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal, text })),
  );
  return { child, ended };
}

/** The pid of the engine that this process starts, as soon as there is one. */
async function engineOf({ child, ended }) {
  let gone = false;
  void ended.then(() => (gone = true));
  for (;;) {
    const children = readText(`/proc/${child.pid}/task/${child.pid}/children`).trim();
    for (const pid of children.split(' ').filter(Boolean))
      if (/engine\.js\0run\0/.test(readText(`/proc/${pid}/cmdline`))) return Number(pid);
    if (gone) throw new Error(`reslab ended before it had started an engine`);
    await sleep(1);
  }
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

function within(promise, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not ended after ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

process.exitCode = await main();
