import { exitCodes } from '../exitCodes.ts';
import type { EndedRun } from './events.ts';

/** The gravest ending decides; a run that lacked something of this machine was `refused`. */
export function exitCodeOfRuns(ended: readonly EndedRun[]): number {
  const has = (...endings: EndedRun['ending'][]) => ended.some(run => endings.includes(run.ending));
  if (has('failed', 'crashed')) return exitCodes.failed;
  if (has('refused')) return exitCodes.environment;
  return has('stopped') ? exitCodes.stopped : exitCodes.ok;
}
