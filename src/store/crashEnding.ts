import path from 'node:path';
import { readTail } from './files.ts';
import type { NewEnding } from './writeEnding.ts';

/** Lines of log.txt that an ending quotes. */
const quotedLines = 8;

/** What V8, TensorFlow, CUDA and the C++ library print when memory has run out. */
const outOfMemoryText =
  /heap out of memory|OOM when allocating|ResourceExhausted|RESOURCE_EXHAUSTED|out of memory|bad_alloc/i;

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
  const last = lines.slice(-quotedLines).join('\n').trim();
  return {
    ending: 'crashed',
    exitCode: found.exitCode,
    signal: found.signal,
    outOfMemory: found.killedForMemory === true || outOfMemoryText.test(last),
    message: last === '' ? found.what : `${found.what}. It last printed:\n${last}`,
  };
}
