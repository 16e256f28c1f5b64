import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeFolder } from '../support/removeFolder.ts';

/** npm and vitest start programs there. */
const root = process.cwd();
const cli = path.join(root, 'dist', 'cli.js');

/** A run takes a second or two: twelve steps of a tiny network in plain JavaScript. */
const notebook = `network: tiny
input: [28, 28, 1]
classes: 10
stem: {filters: 2, kernel: 3, stride: 7}
stages:
  - {blocks: 1, filters: 2}
  - {blocks: 2, filters: 2}
block: preactivation
shortcut: pad
---
train: base
network: tiny
data: {set: mnist-sample, train: 24, test: 10}
epochs: 2
batch: 4
rate: {cosine: [0.1, 0]}
norms: 2
checkpoints: {every: 0.5}
---
norms: measured
of: base
---
lesion: cut
of: base
remove: each
`;

/** Rows of a finished run of each kind in that notebook; a training has them per step, see `invariants.ts`. */
export const studyRows: Readonly<Record<string, number>> = { norms: 4, lesion: 4 };

export interface Ran {
  readonly args: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** A project in a folder of its own, with the caches and temporary files of its processes. */
export interface World {
  readonly folder: string;
  readonly store: string;
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
  /** Starts the command line; the process is ended after a minute or two, which is a failure of the trial. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv, uid?: number): Started;
  reslab(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran>;
  runs(): string[];
  /** Waits until no process of this world is left, and kills what still is. Returns the commands of those. */
  rest(ms?: number): Promise<string[]>;
  /** Kills what runs in this world now. Returns the commands of that. */
  kill(): string[];
  close(): void;
}

export interface Started {
  readonly pid: number;
  readonly exited: Promise<Ran>;
}

export const canRun = fs.existsSync(cli) && process.platform === 'linux';

const longestMs = 120_000;

/** `like`: another world whose project and store this one begins with. */
export function makeWorld(like?: World): World {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-torture-')));
  const store = path.join(folder, '.residual-lab');
  const temporary = path.join(folder, 'tmp');
  if (like !== undefined) fs.cpSync(like.folder, folder, { recursive: true });
  fs.mkdirSync(temporary, { recursive: true });
  fs.writeFileSync(path.join(folder, 'n.resnet.yaml'), notebook);
  const env = {
    ...process.env,
    TMPDIR: temporary,
    RESIDUAL_LAB_CACHE: path.join(folder, 'cache'),
    // A hidden marker by which processes of this world are found.
    RESIDUAL_LAB_TORTURE: folder,
  };

  const start = (args: readonly string[], more: NodeJS.ProcessEnv = {}, uid?: number): Started => {
    const began = performance.now();
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const alarm = setTimeout(() => child.kill('SIGKILL'), longestMs);
    const exited = new Promise<Ran>(resolve =>
      child.once('close', (code, signal) => {
        clearTimeout(alarm);
        resolve({ args, code, signal, stdout, stderr, ms: performance.now() - began });
      }),
    );
    return { pid: child.pid ?? 0, exited };
  };

  const kill = () =>
    processesOf(folder).map(({ pid, command }) => {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
      return command;
    });

  return {
    folder,
    store,
    temporary,
    env,
    start,
    reslab: (args, more) => start(args, more).exited,
    runs: () => foldersIn(path.join(store, 'runs')),
    rest: async (ms = 100_000) => {
      const until = performance.now() + ms;
      while (processesOf(folder).length > 0 && performance.now() < until) await sleep(50);
      return kill();
    },
    kill,
    close: () => {
      kill();
      removeFolder(folder);
    },
  };
}

function foldersIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder).map(name => path.join(folder, name));
  } catch {
    return [];
  }
}

/** Processes whose environment names this world; a zombie has none. */
export function processesOf(folder: string): { pid: number; command: string }[] {
  return fs.readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const environment = fs.readFileSync(`/proc/${name}/environ`, 'latin1');
      if (!environment.split('\0').includes(`RESIDUAL_LAB_TORTURE=${folder}`)) return [];
      const command = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), command }];
    } catch {
      return [];
    }
  });
}

/** The library of `shim.c`, or null where there is no compiler. */
export function buildShim(): string | null {
  const library = path.join(root, 'out', 'test', 'shim.so');
  fs.mkdirSync(path.dirname(library), { recursive: true });
  const source = path.join(root, 'test', 'torture', 'shim.c');
  const flags = ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'];
  return spawnSync('cc', flags, { stdio: 'ignore' }).status === 0 ? library : null;
}
