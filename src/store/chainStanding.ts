import fs from 'node:fs';
import path from 'node:path';
import {
  adviceFor,
  continuedParent,
  stateOf,
  type RunState,
  type Standing,
} from '../record/index.ts';
import type { Run } from './readRun.ts';

/**
 * How a chain of runs stands, oldest first: as its last part, in the time of all of them. Null: of none.
 * `ahead`: how many are before it in the queue; null: it does not wait there.
 */
export function standingOfChain(runs: readonly Run[], ahead: number | null): Standing | null {
  const run = runs.at(-1);
  if (run === undefined) return null;
  const { request, status, ending } = run;
  return {
    life: lifeOf(run, ahead),
    step: status?.step ?? continuedParent(request)?.step ?? 0,
    steps: status?.steps ?? 0,
    secondsElapsed: runs.reduce((sum, part) => sum + (part.status?.secondsElapsed ?? 0), 0),
    ended: ending?.time ?? null,
  };
}

function lifeOf(run: Run, ahead: number | null): RunState {
  return stateOf(run, {
    ahead,
    stopping: run.life === 'alive' && fs.existsSync(path.join(run.folder, 'stop')),
    advice: ending => adviceFor(ending, run.request.network?.value),
  });
}
