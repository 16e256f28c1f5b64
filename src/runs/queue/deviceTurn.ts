import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { deviceLockFolder, heldLocks, lockName, machineName, takeLock, type Lock } from './lock.ts';

/** What a run that does not wait in a queue finds on its device. */
export interface DeviceTurn {
  /** Queues wait until it is released; null where others hold it, or where none can be written. */
  readonly lock: Lock | null;
  /** Who holds it: the name of the run's folder, or null where that is not known. */
  readonly holder: { readonly run: string | null } | null;
}

/**
 * Takes the device for a run that is started at once, so that queues wait for it, or says who has it.
 * The device is the one that CUDA_VISIBLE_DEVICES names, as for a queue that was given devices.
 */
export function takeDevice(env: NodeJS.ProcessEnv = process.env): DeviceTurn {
  const name = deviceLockName(env['CUDA_VISIBLE_DEVICES'] ?? '');
  let folder: string;
  try {
    folder = deviceLockFolder(env);
    const lock = takeLock(folder, name);
    if (lock !== null) return { lock, holder: null };
  } catch (error) {
    // A run does not need the lock: it only keeps others from the device.
    if (error instanceof UserError) return { lock: null, holder: null };
    throw error;
  }
  const run = heldLocks(folder).get(name)?.run ?? null;
  return { lock: null, holder: { run: run === null ? null : path.basename(run) } };
}

/** The lock on one place of a device; a device without a name is the one that an engine finds itself. */
export function deviceLockName(device: string, place = 1): string {
  return lockName(machineName(), device === '' ? 'device' : `device${device}`, place);
}
