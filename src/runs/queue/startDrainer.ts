import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { openForWriting, startProgram, withoutDebugger } from '../../system/index.ts';
import { queueFolder } from './entries.ts';
import { isDrained } from './isDrained.ts';

export interface DrainerOptions {
  readonly store: string;
  /** `dist/cli.js`. It is run as `node CLI queue drain --runs STORE`. */
  readonly cliScript: string;
  /** The Node to run it and the engines with; this process's own by default. */
  readonly node?: string;
  /** Added to the clean environment, of the engines too. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments, such as `--per-device 2`. */
  readonly args?: readonly string[];
}

/**
 * Sees to it that a process of its own drains the queue of a store, detached: it goes on when this one
 * ends. Does nothing where one does already. What it prints goes to `queue/log.txt`. Throws a
 * UserError `run.noNode` where it cannot be started.
 */
export async function startDrainer(options: DrainerOptions): Promise<void> {
  const { store, cliScript, env, args = [] } = options;
  if (isDrained(store)) return;
  const node = options.node ?? process.execPath;
  fs.mkdirSync(queueFolder(store), { recursive: true });
  const log = openForWriting(path.join(queueFolder(store), 'log.txt'), 'append');
  const words = ['queue', 'drain', '--runs', path.resolve(store), ...args];
  const child = startProgram(node, [...withoutDebugger, path.resolve(cliScript), ...words], {
    detached: true,
    stdio: ['ignore', log, log],
    ...(env ? { env } : {}),
  });
  fs.closeSync(log);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', error => {
      const message = `Cannot start the queue with ${node}: ${error.message}. Set the path of a Node.js of version 20.19 or later.`;
      reject(new UserError('run.noNode', message, { cause: error }));
    });
  });
  child.unref();
}
