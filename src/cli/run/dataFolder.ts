import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import type { Io } from '../io.ts';

/** The data folder that was asked for, or the environment's; null: the engine looks where it usually does. */
export function dataFolder(option: string | undefined, io: Io): string | null {
  if (option === undefined) {
    const usual = io.env['RESIDUAL_LAB_DATA'];
    return usual && existsSync(usual) ? path.resolve(usual) : null;
  }
  const folder = path.resolve(io.cwd, option);
  if (existsSync(folder)) return folder;
  throw new UserError('usage.data', `The data folder ${folder} does not exist.`);
}
