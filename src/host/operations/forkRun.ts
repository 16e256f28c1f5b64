import { UserError } from '../../base/index.ts';
import { describeOrigin, forkRequest } from '../../runs/index.ts';
import type { RunView } from '../../protocol/index.ts';
import { listCheckpoints, readRun } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { findDataOfRun } from '../running/findDataOfRun.ts';
import { queueRequest } from '../running/queueRequest.ts';
import { storeOf } from '../running/storeOf.ts';
import { requireTrust } from '../trust.ts';
import { askedNow, changesSince } from './askedNow.ts';
import { pickCheckpoint } from './pick.ts';

/**
 * Goes on from a checkpoint that is asked for, in a run of its own, with what the cell asks for now; where
 * the cell is gone or has errors, with what the run was asked for. `folders` are those of the run's parts.
 */
export async function forkRun(
  host: Host,
  view: RunView,
  folders: readonly string[],
): Promise<void> {
  // Before anything of the run or its notebook is looked at.
  if (!(await requireTrust('Forking a run'))) return;
  const last = folders.at(-1);
  if (last === undefined)
    throw new UserError('run.none', `The run ${view.id} is not there any more.`);
  if (view.checkpoints.length === 0)
    throw new UserError('run.noCheckpoint', `The run ${view.id} has no checkpoint to fork from.`);
  const step = await pickCheckpoint(view, await changesSince(last, host.version));
  if (step === undefined) return;
  const owner = folders.findLast(folder => listCheckpoints(folder).some(c => c.step === step));
  if (owner === undefined)
    throw new UserError(
      'run.noCheckpoint',
      `The checkpoint of step ${step} is not there any more.`,
    );
  const run = readRun(owner);
  const asked = await askedNow(run.request, host.version);
  const { notebook } = run.request;
  const git = asked === null || notebook === null ? null : await describeOrigin(notebook);
  const wanted = forkRequest(run, step, asked && { ...asked, git });
  const request = await findDataOfRun(host, storeOf(owner), wanted);
  if (request === null) return;
  const forked = await queueRequest(host, storeOf(owner), request);
  host.log.info(`Forked ${run.id} at step ${step} as ${forked}`);
}
