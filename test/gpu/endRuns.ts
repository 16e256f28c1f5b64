import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readRun } from '../../src/store/index.ts';

/** Kills the engines of runs below a folder that are still on: a run outlives whoever started it. */
export function endRuns(folder: string): void {
  for (const notebook of namesIn(folder)) {
    const runs = path.join(folder, notebook, '.residual-lab/runs');
    for (const name of namesIn(runs)) kill(path.join(runs, name));
  }
}

function kill(run: string): void {
  if (!existsSync(path.join(run, 'process.json')) || readRun(run).life !== 'alive') return;
  const { pid } = JSON.parse(readFileSync(path.join(run, 'process.json'), 'utf8')) as {
    pid: number;
  };
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
