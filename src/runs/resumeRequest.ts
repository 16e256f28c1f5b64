import path from 'node:path';
import { UserError } from '../base/index.ts';
import { lastHeardOf, type RunParent } from '../record/index.ts';
import { resumePoint, tornCheckpoints, type NewRun, type Run } from '../store/index.ts';

/**
 * The request of a run that goes on where this one's last checkpoint is. It is a run of its own, with
 * this one as a parent. Throws a UserError: `usage.finished`, `run.noCheckpoint`, `run.alive`.
 */
export function resumeRequest(run: Run): NewRun {
  if (run.life === 'alive')
    throw new UserError('run.alive', `The run ${run.id} is still running. Stop it first.`);
  // Its parent may have a checkpoint, from which it goes on itself when its turn comes.
  if (run.life === 'waiting')
    throw new UserError('run.alive', `The run ${run.id} waits for its turn. Stop it first.`);
  if (run.life === 'unknown') throw new UserError('run.unknown', mayLive(run));
  const isStudy = run.request.kind !== 'train';
  if (run.ending?.ending === 'finished')
    throw new UserError(
      'usage.finished',
      `The run ${run.id} has finished; there is nothing left to do.${isStudy ? '' : ` To train its weights on, write \`from: ${run.id}\` in a train cell.`}`,
    );
  if (isStudy)
    throw new UserError(
      'run.noCheckpoint',
      `The run ${run.id} is a study, which keeps the rows that it has and cannot go on. Run its cell again for all of them.`,
    );
  const checkpoint = resumePoint(run);
  if (checkpoint === undefined)
    throw new UserError(
      'run.noCheckpoint',
      `The run ${run.id} has no checkpoint to go on from. Run its cell again.`,
    );
  const owner = path.basename(path.dirname(path.dirname(checkpoint.path)));
  const { kind, notebook, cell, variant, value, network, engine, data, git, version, retry } =
    run.request;
  const parents: RunParent[] = [{ run: owner, step: checkpoint.step, role: 'resume' }];
  return {
    kind,
    notebook,
    cell,
    variant,
    value,
    network,
    parents,
    engine,
    data,
    git,
    version,
    retry,
  };
}

/** What to do with a run of which nobody here can say whether it lives. */
function mayLive(run: Run): string {
  return `Whether the run ${run.id} still runs is not known here: ${lastHeardOf(run)}. If it does, stop it first. If it does not, \`--lost\` says so: it is then taken for crashed, and a process that lives after all stops by itself.`;
}

/** What is to be said about the checkpoint that a resumed run goes on from; null: it is the last one. */
export function resumeRemark(run: Run): string | null {
  const point = resumePoint(run);
  const torn = tornCheckpoints(run.folder, point);
  if (point === undefined || torn.length === 0) return null;
  const which = `${torn.length === 1 ? 'The checkpoint' : 'Checkpoints'} of step ${torn.join(', ')}`;
  return `${which} cannot be read (torn or damaged); ${run.id} goes on from step ${point.step}.`;
}
