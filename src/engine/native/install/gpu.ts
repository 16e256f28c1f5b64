import { UserError } from '../../../base/index.ts';
import { runToolSync } from '../../../system/index.ts';
import { parseNvidiaDevices } from '../hardware.ts';
import type { RuntimeLog } from '../log.ts';
import { MINIMUM_DRIVER } from '../pins.ts';

/**
 * Looks before gigabytes are fetched: is there a device, and is its driver new enough?
 *
 * @throws UserError `engine.gpu-device` without a device or driver, `engine.gpu-driver` when the
 *   driver does not answer, `engine.gpu-driver-old`.
 */
export function checkGpu(): void {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader,nounits'];
  const answer = runToolSync('nvidia-smi', query, { timeLimitMs: 30_000 });
  if (answer.failure === 'absent')
    throw new UserError(
      'engine.gpu-device',
      'No NVIDIA device was found here: the program nvidia-smi, which comes with the driver, is missing. ' +
        'Install the driver (in a container: start it with the NVIDIA runtime), or leave out --gpu. ' +
        'To install on a machine without a device for use on another: add --force.',
    );
  const devices = parseNvidiaDevices(answer.stdout);
  if (!answer.ok || devices.length === 0)
    throw new UserError(
      'engine.gpu-driver',
      `The NVIDIA driver shows no device. nvidia-smi says: ${(answer.stderr || answer.stdout).trim()}`,
    );
  const [first] = devices;
  if (first && compareVersions(first.driver, MINIMUM_DRIVER) < 0) throw oldDriver(first.driver);
}

function oldDriver(driver: string): UserError {
  return new UserError(
    'engine.gpu-driver-old',
    `The NVIDIA driver ${driver} is too old: CUDA 12 needs ${MINIMUM_DRIVER} or newer. Update the driver, or leave out --gpu.`,
  );
}

/** Negative, zero or positive as dotted version `a` is older than, the same as or newer than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(v => v.split('.').map(Number));
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Why TensorFlow does not compute on the GPU, from what it printed while loading. */
export function explainNoGpu(log: RuntimeLog): UserError {
  if (log.missingLibraries.length > 0)
    return new UserError(
      'engine.gpu-library',
      `TensorFlow finds the device but cannot load ${log.missingLibraries.join(', ')}. Run \`reslab engine install --gpu --force\`.`,
    );
  if (log.driverTooOld)
    return new UserError(
      'engine.gpu-driver-old',
      `The NVIDIA driver is too old for CUDA 12: it needs ${MINIMUM_DRIVER} or newer. TensorFlow says: ${log.driverTooOld}`,
    );
  return new UserError(
    'engine.gpu-device',
    `TensorFlow sees no NVIDIA device${log.initError ? ` (${log.initError})` : ''}. ` +
      'Is the driver installed (nvidia-smi), and does CUDA_VISIBLE_DEVICES hide it?',
  );
}
