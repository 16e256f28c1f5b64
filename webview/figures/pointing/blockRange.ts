/** A part of the block axis: whole blocks [from, to). */
export type BlockRange = readonly [from: number, to: number];

/** Fewer blocks than this are not worth a zoom. */
const fewest = 4;

/** Whole blocks around a range, at least a few, within the network; null for all of it. */
export function wholeBlocks(
  count: number,
  range: readonly [number, number] | null,
): BlockRange | null {
  if (range === null) return null;
  const middle = (range[0] + range[1]) / 2;
  const span = Math.max(fewest, Math.round(range[1] - range[0]));
  if (span >= count) return null;
  // Borders that were dragged are kept where they are whole blocks already.
  const start = span === fewest ? Math.round(middle - span / 2) : Math.floor(range[0]);
  const from = Math.max(0, Math.min(count - span, start));
  return [from, from + span];
}

/** Half as many blocks around a block, or twice as many. */
export function scaledRange(
  count: number,
  range: BlockRange | null,
  around: number | null,
  factor: number,
): BlockRange | null {
  const [from, to] = range ?? [0, count];
  const inside = around !== null && around >= from && around < to;
  const centre = inside ? around + 0.5 : (from + to) / 2;
  const half = ((to - from) * factor) / 2;
  return wholeBlocks(count, [centre - half, centre + half]);
}

/** Moves the range so that a block is in it. */
export function rangeWith(
  count: number,
  range: BlockRange | null,
  block: number,
): BlockRange | null {
  if (range === null || (block >= range[0] && block < range[1])) return range;
  const span = range[1] - range[0];
  const from = block < range[0] ? block : block - span + 1;
  return wholeBlocks(count, [from, from + span]);
}
