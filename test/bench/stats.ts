/** What a list of timings says; milliseconds. */
export interface Timing {
  readonly medianMs: number;
  readonly bestMs: number;
  /** Interquartile range over the median. */
  readonly spread: number;
  readonly count: number;
}

/** @throws Error without any timing. */
export function timing(ms: readonly number[]): Timing {
  if (ms.length === 0) throw new Error('no timings');
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const low = sorted[Math.floor(position)] ?? 0;
    const high = sorted[Math.ceil(position)] ?? 0;
    return low + (high - low) * (position - Math.floor(position));
  };
  const medianMs = at(0.5);
  return {
    medianMs,
    bestMs: at(0),
    spread: (at(0.75) - at(0.25)) / medianMs,
    count: sorted.length,
  };
}
