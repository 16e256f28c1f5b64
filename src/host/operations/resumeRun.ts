import { describeOrigin, resumeRemark, resumeRequest } from '../../runs/index.ts';
import { settleRun } from '../../store/tables/index.ts';
import type { Host } from '../host.ts';
import { findDataOfRun } from '../running/findDataOfRun.ts';
import { queueRequest } from '../running/queueRequest.ts';
import { sayLost } from '../running/sayLost.ts';
import { storeOf } from '../running/storeOf.ts';
import { warn } from '../say.ts';
import { requireTrust } from '../trust.ts';

/** Goes on from the last checkpoint of a run, in a new folder. */
export async function resumeRun(host: Host, folder: string): Promise<void> {
  if (!(await requireTrust('Resuming a run'))) return;
  const settled = settleRun(folder);
  const run = settled.life === 'unknown' ? await sayLost(settled) : settled;
  if (run === null) return;
  const { notebook } = run.request;
  const git = notebook === null ? run.request.git : await describeOrigin(notebook);
  const asked = { ...resumeRequest(run), git, version: host.version };
  const request = await findDataOfRun(host, storeOf(folder), asked);
  if (request === null) return;
  const resumed = await queueRequest(host, storeOf(folder), request);
  const remark = resumeRemark(run);
  if (remark !== null) void warn(remark);
  host.log.info(`Resumed ${run.id} as ${resumed}`);
}
