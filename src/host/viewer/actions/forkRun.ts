import { UserError } from '../../../base/index.ts';
import { describeOrigin, forkRequest } from '../../../runs/index.ts';
import { listCheckpoints, readRun } from '../../../store/index.ts';
import type { Host } from '../../host.ts';
import { findDataOfRun } from '../../running/findDataOfRun.ts';
import { queueRequest } from '../../running/queueRequest.ts';
import { storeOf } from '../../running/storeOf.ts';
import { requireTrust } from '../../trust.ts';
import { askedNow } from './askedNow.ts';

/**
 * Goes on from a checkpoint in a run of its own, with what the cell asks for now; where the cell is
 * gone or has errors, with what the run was asked for. `folders` are those of the run's parts.
 */
export async function forkRun(host: Host, folders: readonly string[], step: number): Promise<void> {
  if (!(await requireTrust('Forking a run'))) return;
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
