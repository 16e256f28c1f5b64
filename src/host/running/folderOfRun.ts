import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { runIdPattern } from '../../record/index.ts';
import type { Host } from '../host.ts';

/**
 * The folder of a run that a command was given: its folder, or its id in one of the workspace's stores.
 * Undefined where it was given nothing. Throws a UserError `run.none` where there is no such run.
 */
export function folderOfRun(host: Pick<Host, 'stores'>, given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const folders = runIdPattern.test(given)
    ? host.stores().map(store => path.join(store, 'runs', given))
    : [given];
  const found = folders.find(folder => fs.existsSync(path.join(folder, 'run.json')));
  if (found === undefined)
    throw new UserError('run.none', `The run ${path.basename(given)} is not there any more.`);
  return found;
}
