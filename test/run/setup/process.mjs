import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

const running = new Set();

/** Ends the programs that run, and waits for them. */
export async function endPrograms() {
  await Promise.all(
    [...running].map(child => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      return ended;
    }),
  );
}

/**
 * Runs a program in the project's folder. `show` lets it print; otherwise its output is kept, and
 * the end of it is the message when it fails. Resolves to its standard output, with `merged` to all of it.
 */
export function run(program, args, { show = false, merged = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { cwd: root, env, stdio });
    running.add(child);
    child.once('exit', () => running.delete(child));
    let [out, all] = ['', ''];
    child.stdout?.on('data', chunk => {
      out += chunk;
      all += chunk;
    });
    child.stderr?.on('data', chunk => (all += chunk));
    child.once('error', error => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(merged ? all : out);
      const end = all.trim().split('\n').slice(-40).join('\n');
      const error = new Error(end || `${program} ended with ${signal ?? `exit code ${code}`}`);
      reject(Object.assign(error, { code, out }));
    });
  });
}

/** Runs a script of Node's kind: `node('node_modules/typescript/bin/tsc', ['--noEmit'])`. */
export function node(script, args = [], options = {}) {
  return run(process.execPath, [script, ...args], options);
}
