import { UserError } from '../base/index.ts';
import type { NewRun, Run } from '../store/index.ts';

/**
 * The request of a run that goes on from a checkpoint of this one: with what is asked now, else with
 * what this one was asked for. Throws a UserError `usage.fork` where it is no training.
 */
export function forkRequest(run: Run, step: number, asked: NewRun | null): NewRun {
  const { kind, notebook, cell, variant, value, network, engine, data, git, version } = run.request;
  if (kind !== 'train')
    throw new UserError('usage.fork', `Only trainings can be forked; ${run.id} is a study.`);
  const before = { kind, notebook, cell, variant, value, network, engine, data, git, version };
  return { ...(asked ?? before), parents: [{ run: run.id, step, role: 'fork' }] };
}
