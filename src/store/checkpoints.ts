import fs from 'node:fs';
import path from 'node:path';
import {
  continuedParent,
  parseRunRequest,
  statedDigest,
  tensorHeaderLength,
  tensorLayout,
  type RunParent,
} from '../record/index.ts';
import { limits, namesIn, numberOf, openPlain, readText } from '../system/index.ts';
import { beginDigest } from './checkpointDigest.ts';
import type { Run } from './readRun.ts';

/** Where a checkpoint lies; what is in it, the engine reads. */
export interface CheckpointFile {
  readonly path: string;
  readonly step: number;
}

/**
 * The whole checkpoints of a run folder (`checkpoints/step-00000500.safetensors`), by step. One that
 * is shorter than its header says is passed over: it was being written when the process died.
 */
export function listCheckpoints(folder: string): CheckpointFile[] {
  const checkpoints = path.join(folder, 'checkpoints');
  return namesIn(checkpoints)
    .map(name => ({ step: stepOf(name), path: path.join(checkpoints, name) }))
    .filter((c): c is CheckpointFile => c.step !== undefined && isWhole(c.path))
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
export function lastCheckpoint(folder: string): CheckpointFile | undefined {
  return listCheckpoints(folder).at(-1);
}

/** The last one whose bytes are those that were written. It reads files whole: not for lists. */
export function lastIntactCheckpoint(folder: string): CheckpointFile | undefined {
  return listCheckpoints(folder).findLast(checkpoint => isIntact(checkpoint.path));
}

/**
 * The last intact checkpoint of the run, or else the last that it itself began from or after: of its
 * parent, of that one's parent, and so on.
 */
export function resumePoint({
  folder,
  request,
}: Pick<Run, 'folder' | 'request'>): CheckpointFile | undefined {
  const own = lastIntactCheckpoint(folder);
  if (own !== undefined || request.kind !== 'train') return own;
  const seen = new Set([folder]);
  for (let parent = continuedParent(request); parent !== null;) {
    const { run, step } = parent;
    const above = path.join(path.dirname(folder), run);
    if (seen.has(above)) return undefined;
    seen.add(above);
    const found = listCheckpoints(above).findLast(
      c => (step === null || c.step <= step) && isIntact(c.path),
    );
    if (found !== undefined) return found;
    parent = parentOf(above);
  }
  return undefined;
}

/** Checkpoints behind this one that the run has and that are not whole, or not intact. */
export function tornCheckpoints(folder: string, point: CheckpointFile | undefined): number[] {
  const from = point?.path.startsWith(`${folder}${path.sep}`) === true ? point.step : -1;
  return checkpointSteps(folder).filter(step => step > from);
}

function parentOf(folder: string): RunParent | null {
  const parsed = parseRunRequest(readText(path.join(folder, 'run.json')) ?? '');
  return parsed.ok ? continuedParent(parsed.value) : null;
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

function isWhole(file: string): boolean {
  return withParts(file, () => true) ?? false;
}

/** Files by their identity and times: hashing the same one again would only take time. */
const known = new Map<string, boolean>();

/** Whether the bytes are those that were written; a file without a digest counts as such. */
function isIntact(file: string): boolean {
  const verdict = withParts(file, ({ fd, stat, head, dataBytes }) => {
    const stated = statedDigest(head);
    if (stated === null) return true;
    const key = [file, stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const hash = beginDigest(head);
    const piece = Buffer.alloc(Math.min(dataBytes, 1 << 20));
    for (let done = 0; done < dataBytes;) {
      const most = Math.min(piece.length, dataBytes - done);
      const count = fs.readSync(fd, piece, 0, most, head.length + done);
      if (count === 0) return false;
      hash.update(piece.subarray(0, count));
      done += count;
    }
    const isSame = hash.digest('hex') === stated;
    known.set(key, isSame);
    return isSame;
  });
  return verdict ?? false;
}

/** A tensor file that is as long as its header says. */
interface Parts {
  readonly fd: number;
  readonly stat: fs.Stats;
  /** The length of the header (uint64) and the header (JSON with the end of each tensor in the data). */
  readonly head: Buffer;
  readonly dataBytes: number;
}

/** Null where the file cannot be read, or is not what its header says. */
function withParts<T>(file: string, use: (parts: Parts) => T): T | null {
  const opened = openPlain(file, false);
  if ('why' in opened) return null;
  const { fd, stat } = opened;
  try {
    const first = Buffer.alloc(8);
    if (fs.readSync(fd, first, 0, 8, 0) < 8) return null;
    const head = Buffer.alloc(8 + tensorHeaderLength(first, stat.size, file));
    fs.readSync(fd, head, 0, head.length, 0);
    const { dataBytes } = tensorLayout(head.subarray(8), stat.size - head.length, file);
    return dataBytes > limits.tensorFile ? null : use({ fd, stat, head, dataBytes });
  } catch {
    return null;
  } finally {
    fs.closeSync(fd);
  }
}
