import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { deviceNames, findGpus, type Gpus } from '../../system/index.ts';
import { deviceLockFolder, heldLocks, lockName, machineName, takeLock, type Lock } from './lock.ts';

/** What a run that does not wait in a queue finds on its devices. */
export interface DeviceTurn {
  /** Queues wait until it is released; null where others hold it, or where none can be written. */
  readonly lock: Lock | null;
  /** Who holds it: the name of the run's folder, or null where that is not known. */
  readonly holder: { readonly run: string | null } | null;
}

/**
 * Takes the devices that CUDA_VISIBLE_DEVICES names for a run that is started at once, so that queues
 * wait for it, or says who has one of them.
 */
export function takeDevice(
  env: NodeJS.ProcessEnv = process.env,
  gpus: Gpus = findGpus(),
): DeviceTurn {
  const devices = deviceNames(env['CUDA_VISIBLE_DEVICES'], gpus);
  let folder: string;
  try {
    folder = deviceLockFolder(env);
    const lock = takeDevices(folder, devices, 1);
    if (lock !== null) return { lock, holder: null };
  } catch (error) {
    // A run does not need the lock: it only keeps others from the device.
    if (error instanceof UserError) return { lock: null, holder: null };
    throw error;
  }
  const held = heldLocks(folder);
  const holder = devices.map(device => held.get(deviceLockName(device))).find(each => each);
  const run = holder?.run ?? null;
  return { lock: null, holder: { run: run === null ? null : path.basename(run) } };
}

/**
 * Takes a place on each of these devices (see `deviceNames`), of the `places` that each has, or none at
 * all: null. Everybody takes them in the same order, so that of two who want the same ones
 * one gets them all, and nobody keeps one while waiting for another.
 */
export function takeDevices(
  folder: string,
  devices: readonly string[],
  places: number,
  run: string | null = null,
): Lock | null {
  const taken: Lock[] = [];
  const release = () => taken.splice(0).forEach(lock => lock.release());
  try {
    for (const device of [...new Set(devices)].sort()) {
      const lock = takePlace(folder, device, places, run);
      if (lock === null) {
        release();
        return null;
      }
      taken.push(lock);
    }
  } catch (error) {
    release();
    throw error;
  }
  return {
    describe: (of, pid) => taken.forEach(lock => lock.describe(of, pid)),
    release,
  };
}

function takePlace(folder: string, device: string, places: number, run: string | null) {
  for (let place = 1; place <= places; place++) {
    const lock = takeLock(folder, deviceLockName(device, place), run);
    if (lock !== null) return lock;
  }
  return null;
}

/** The lock on one place of a device. */
function deviceLockName(device: string, place = 1): string {
  return lockName(machineName(), `device${device}`, place);
}
