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
  const { request, ending, folder } = run;
  if (request.kind !== 'train' || request.retry !== 'once') return null;
  if (ending?.ending !== 'crashed' || fs.existsSync(path.join(folder, 'stop'))) return null;
  return resumePoint(run) === undefined ? null : { ...resumeRequest(run), retry: 'used' };
}
