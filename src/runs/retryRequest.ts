import fs from 'node:fs';
import path from 'node:path';
import { resumePoint, type NewRun, type Run } from '../store/index.ts';
import { resumeRequest } from './resumeRequest.ts';

/**
 * What a training goes on with by itself, once: where it was asked for so, crashed (killed by the system, out
 * of memory) and has a checkpoint. Null: it does not. Whoever was asked to stop, was
 * refused or failed by what its text asks for would only do so again.
 */
export function retryRequest(run: Run): NewRun | null {
  if (!mayGoOn(run) || resumePoint(run) === undefined) return null;
  return { ...resumeRequest(run), retry: 'used' };
}

/** Whether only a checkpoint is missing: it crashed before the first. */
export const crashedTooEarly = (run: Run): boolean =>
  mayGoOn(run) && resumePoint(run) === undefined;

function mayGoOn({ request, ending, folder }: Run): boolean {
  if (request.kind !== 'train' || request.retry !== 'once') return false;
  return ending?.ending === 'crashed' && !fs.existsSync(path.join(folder, 'stop'));
}
