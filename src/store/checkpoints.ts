import fs from 'node:fs';
import path from 'node:path';
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
  const steps = namesIn(path.join(folder, 'checkpoints')).map(stepOf);
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

function stepOf(name: string): number | undefined {
  const digits = /^step-(\d+)\.safetensors$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** safetensors: header length (uint64), header (JSON with the end of each tensor in the data), data. */
function isWhole(file: string): boolean {
  let fd: number;
  try {
    fd = fs.openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    const { size } = fs.fstatSync(fd);
    const length = Buffer.alloc(8);
    if (fs.readSync(fd, length, 0, 8, 0) < 8) return false;
    const headerBytes = Number(length.readBigUInt64LE());
    if (headerBytes > Math.min(size, 100_000_000)) return false;
    const header = Buffer.alloc(headerBytes);
    fs.readSync(fd, header, 0, headerBytes, 8);
    const ends = [
      ...header.toString('utf8').matchAll(/"data_offsets"\s*:\s*\[\s*\d+\s*,\s*(\d+)/g),
    ];
    return size >= 8 + headerBytes + Math.max(0, ...ends.map(m => Number(m[1])));
  } finally {
    fs.closeSync(fd);
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
