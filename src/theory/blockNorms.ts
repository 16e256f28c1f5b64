/**
 * δ of the band 1 ± δ in which the ratio of gradient norms of each block of some solution lies,
 * δ = c·log(2L)/L for L blocks (Zaeemzadeh, Rahnavard, Shah, arXiv 1805.07477, the theorem on norm
 * preservation). c depends on constants of the target map that nobody knows: a setting.
 */
export function bandHalfWidth(blocks: number, factor: number): number {
  return blocks > 0 ? (factor * Math.log(2 * blocks)) / blocks : NaN;
}

/**
 * Residual norms by block that growth predicts from those before it, at the same conceptual time:
 * ‖G‖ = h‖F‖ and F stays, so they shrink as h does; by half where blocks double (Chang, Meng, Haber,
 * Tung, Begert, arXiv 1710.10348, equation 5: ‖G(Y_j)‖ = (T/d)‖F(Y_j)‖ for d blocks).
 */
export function residualsAfterGrowth(
  before: { readonly residual: ArrayLike<number>; readonly stepSize: number },
  stepSize: number,
): number[] {
  const factor = stepSize / before.stepSize;
  return Array.from(before.residual, norm => norm * factor);
}
