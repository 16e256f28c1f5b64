/**
 * Multi-level training: a network is trained shallow, then every stage doubles its blocks and the
 * step h halves (Chang, Meng, Haber, Tung, Begert, ICLR 2018, arXiv 1710.10348, Section 4).
 */

/**
 * Which old block each new block of a stage copies, both counted from 0, for a stage of `blocks`
 * blocks: new[2j] = old[j], new[2j+1] = old[max(j, 1)]. The second new block copies old block 1
 * and not block 0, because the first block of a stage may have other shapes.
 * Throws a RangeError for fewer than two blocks: there is no block 1 to copy.
 */
export function growthProvenance(blocks: number): number[] {
  if (!Number.isInteger(blocks) || blocks < 2) {
    throw new RangeError(`a stage of ${blocks} blocks cannot grow: growing needs at least 2`);
  }
  return Array.from({ length: 2 * blocks }, (_, i) => {
    const j = i >> 1;
    return i % 2 === 0 ? j : Math.max(j, 1);
  });
}

/** The step h after `growths` growths: the time T = blocks·h of the differential equation stays. */
export function grownStep(step: number, growths: number): number {
  return step / 2 ** growths;
}

/**
 * Share of training time saved by k growths with cycles of equal length, against training the
 * final depth all the time, if time is proportional to blocks: 1 - (2^(k+1) - 1) / (2^k (k + 1))
 * (Table 2 of the paper).
 */
export function timeSaved(growths: number): number {
  return 1 - (2 ** (growths + 1) - 1) / (2 ** growths * (growths + 1));
}
