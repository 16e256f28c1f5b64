import path from 'node:path';
import { parseRunStatus, withLastPrinted } from '../record/index.ts';
import { limits, describeCore, readTail, readText } from '../system/index.ts';
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
    /** Where it is known how it ended: the process that did. */
    readonly pid?: number;
  },
): NewEnding {
  const lines = readTail(path.join(folder, 'log.txt'), limits.logTail).trimEnd().split('\n');
  const said = lines.filter(line => !noise.test(line));
  const last = quote(said).join('\n').trim();
  const core = found.pid === undefined ? '' : describeCore(found.pid, found.signal);
  const what = `${found.what}${doing(folder)}${core === '' ? '' : `. ${core.replace(/\.$/, '')}`}`;
  return {
    ending: 'crashed',
    exitCode: found.exitCode,
    signal: found.signal,
    outOfMemory:
      found.killedForMemory === true ||
      outOfMemoryText.test(lines.slice(-quotedLines).join('\n')) ||
      outOfMemoryText.test(last),
    message: withLastPrinted(what, last),
  };
}

/** The last lines; where there is a native stack, those before it and its top. */
function quote(lines: readonly string[]): readonly string[] {
  const stack = lines.findLastIndex(line => line.endsWith('Native stack:'));
  if (stack < 0) return lines.slice(-quotedLines);
  return lines.slice(Math.max(0, stack - 2), stack + quotedLines);
}

/** What it was at when it last told. */
function doing(folder: string): string {
  const status = parseRunStatus(readText(path.join(folder, 'status.json')) ?? '');
  if (!status.ok || status.value.state === 'ended') return '';
  const { phase, step, steps } = status.value;
  return ` (${phase}, step ${step}${steps > 0 ? ` of ${steps}` : ''})`;
}
