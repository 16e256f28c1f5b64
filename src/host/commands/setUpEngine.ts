import type { Host } from '../host.ts';
import { requireTrust } from '../trust.ts';
import { runEngineTask } from './engineTask.ts';
import { inform } from '../say.ts';

/** Fetches TensorFlow for this user; what the installer prints goes to the log. */
export async function setUpEngine(host: Host): Promise<void> {
  if (!(await requireTrust('Setting up the engine'))) return;
  const last = await runEngineTask(host, {
    args: ['install'],
    title: 'Setting up the training engine',
    failure: 'The engine could not be set up.',
  });
  if (last === undefined) return;
  const log = 'Show log';
  const message = `The training engine is ready. ${last}`;
  if ((await inform(message, log)) === log) host.log.show();
}
