import path from 'node:path';
import { withLastPrinted } from '../record/index.ts';
import { readTail } from '../system/index.ts';
import type { NewEnding } from './writeEnding.ts';

/** Lines of log.txt that an ending quotes. */
const quotedLines = 8;

/** What V8, TensorFlow, CUDA and the C++ library print when memory has run out. */
const outOfMemoryText =
  /heap out of memory|OOM when allocating|ResourceExhausted|RESOURCE_EXHAUSTED|out of memory|bad_alloc/i;

/**
 * What TensorFlow and its libraries print of themselves at levels I (information) and W (warning):
 * `2026-01-01 10:00:00.123: I tensorflow/...`, `I0000 00:00:1767...`, `WARNING: All log messages ...`.
 * Errors (E, F) stay.
 */
const noise =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?: [IW] |[IW]\d{4} \d\d:\d\d|WARNING: All log messages before absl|To enable the following instructions:)/;

/**
 * The ending of a process that left none. Out of memory is a guess: from the last lines it printed,
 * or because the system says that it killed for memory.
 */
export function crashEnding(
  folder: string,
  found: {
    readonly exitCode: number | null;
    readonly signal: string | null;
    /** What is known, in a few words. */
    readonly what: string;
    readonly killedForMemory?: boolean;
  },
): NewEnding {
  const lines = readTail(path.join(folder, 'log.txt'), 8192).trimEnd().split('\n');
  const said = lines.filter(line => !noise.test(line));
  const last = said.slice(-quotedLines).join('\n').trim();
  return {
    ending: 'crashed',
    exitCode: found.exitCode,
    signal: found.signal,
    outOfMemory:
      found.killedForMemory === true ||
      outOfMemoryText.test(lines.slice(-quotedLines).join('\n')) ||
      outOfMemoryText.test(last),
    message: withLastPrinted(found.what, last),
  };
}
