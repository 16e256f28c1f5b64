import { assertNever } from '../../base/index.ts';
import type { RunEnding } from '../progressFiles.ts';

/**
 * What can be done about a run that ended badly, in a sentence; null where its message says it. That
 * without normalisation the variance grows with depth, and what helps: Taki (arXiv 1709.02956).
 */
export function adviceFor(ending: RunEnding, network: unknown): string | null {
  switch (ending.ending) {
    case 'failed':
      return ending.code === 'train.not-finite' ? adviceForInfinity(network) : null;
    case 'crashed':
      if (ending.outOfMemory)
        return 'Use a smaller `batch`, or a device with more memory; then run it again.';
      return ending.signal === null
        ? 'Show the log to see what it printed; run it again.'
        : 'Its process was ended from outside. Run it again.';
    case 'finished':
    case 'stopped':
    case 'refused':
      return null;
    default:
      return assertNever(ending);
  }
}

/** Two words of the network are looked at; any other value, as a file may have it, gets the general advice. */
function adviceForInfinity(network: unknown): string {
  if (wordAt(network, 'norm') !== 'none')
    return 'Try a smaller `rate`, a `warmup` of an epoch, or `clip: 1`.';
  return wordAt(network, 'init', 'kind') === 'depth-scaled'
    ? 'Without normalisation try a smaller `rate`, `clip: 1`, or a smaller C in `init: depth-scaled C`.'
    : 'Without normalisation the variance grows from block to block: write `init: depth-scaled 1` in the network, or try a smaller `rate`.';
}

function wordAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : null,
    value,
  );
}
