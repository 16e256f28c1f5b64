import fs from 'node:fs';
import path from 'node:path';
import { limits, namesIn, numberOf, openPlain } from '../system/index.ts';
import type { Run } from './readRun.ts';

export interface Checkpoint {
  readonly path: string;
  readonly step: number;
}

/**
 * The whole checkpoints of a run folder (`checkpoints/step-00000500.safetensors`), by step. One that
 * is shorter than its header says is passed over: it was being written when the process died.
 */
export function listCheckpoints(folder: string): Checkpoint[] {
  const checkpoints = path.join(folder, 'checkpoints');
  return namesIn(checkpoints)
    .map(name => ({ step: stepOf(name), path: path.join(checkpoints, name) }))
    .filter((c): c is Checkpoint => c.step !== undefined && isWhole(c.path))
    .sort((a, b) => a.step - b.step);
}

/** Steps of the checkpoints that a run folder names, ascending; they are not opened, so one may be torn. */
export function checkpointSteps(folder: string): number[] {
  return stepsIn(path.join(folder, 'checkpoints'));
}

/** The same of a folder of checkpoints. */
export function stepsIn(checkpoints: string): number[] {
  const steps = namesIn(checkpoints).map(stepOf);
  return steps.filter(step => step !== undefined).sort((a, b) => a - b);
}

/** The one with the highest step. */
export function lastCheckpoint(folder: string): Checkpoint | undefined {
  return listCheckpoints(folder).at(-1);
}

/** The last of the run, or else what the run itself began from. */
export function resumePoint(run: Run): Checkpoint | undefined {
  return lastCheckpoint(run.folder) ?? inheritedFrom(run);
}

function inheritedFrom({ folder, request }: Run): Checkpoint | undefined {
  if (request.parent === null || request.kind !== 'train') return undefined;
  const { run, step } = request.parent;
  return listCheckpoints(path.join(path.dirname(folder), run))
    .filter(c => step === null || c.step === step)
    .at(-1);
}

/** `step-00000500.safetensors` */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(8, '0')}.safetensors`;
}

/** Only a name as we write it: what a file cannot be opened by again would only be listed. */
function stepOf(name: string): number | undefined {
  const step = numberOf(/^step-(\d+)\.safetensors$/.exec(name)?.[1]);
  return step !== undefined && checkpointName(step) === name ? step : undefined;
}

/** safetensors: header length (uint64), header (JSON with the end of each tensor in the data), data. */
function isWhole(file: string): boolean {
  const opened = openPlain(file, false);
  if ('why' in opened) return false;
  const { fd, stat } = opened;
  try {
    const length = Buffer.alloc(8);
    if (fs.readSync(fd, length, 0, 8, 0) < 8) return false;
    const headerBytes = Number(length.readBigUInt64LE());
    if (headerBytes > Math.min(stat.size - 8, limits.tensorHeader)) return false;
    const header = Buffer.alloc(headerBytes);
    fs.readSync(fd, header, 0, headerBytes, 8);
    return stat.size >= 8 + headerBytes + lastEnd(header.toString('utf8'));
  } catch {
    return false;
  } finally {
    fs.closeSync(fd);
  }
}

function lastEnd(header: string): number {
  let last = 0;
  for (const [, end] of header.matchAll(/"data_offsets"\s*:\s*\[\s*\d+\s*,\s*(\d+)/g))
    last = Math.max(last, Number(end));
  return last;
}
