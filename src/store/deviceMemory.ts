import { existsSync } from 'node:fs';
import os from 'node:os';
import { runTool } from '../system/index.ts';

let known: Promise<number | undefined> | undefined;

/**
 * Bytes of memory of the device that a training takes if nothing else is said: the largest NVIDIA GPU
 * where there is one, else what this process may use of the machine's. Undefined where nobody says.
 * Asked once a process.
 */
export function deviceMemoryBytes(): Promise<number | undefined> {
  return (known ??= existsSync('/dev/nvidiactl') ? gpuMemory() : Promise.resolve(mainMemory()));
}

async function gpuMemory(): Promise<number | undefined> {
  const query = ['--query-gpu=memory.total', '--format=csv,noheader,nounits'];
  const { ok, stdout } = await runTool('nvidia-smi', query, { timeLimitMs: 5000 });
  const mebibytes = stdout
    .split('\n')
    .map(Number)
    .filter(n => n > 0);
  return ok && mebibytes.length > 0 ? Math.max(...mebibytes) * 2 ** 20 : undefined;
}

/** A container may have less than the machine. */
function mainMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}
