/**
 * The laws of variance by depth that papers give for dense layers, without borders. They are drawn
 * dashed beside a prediction by `moments.ts`.
 */

/** What a block is, as far as the laws know blocks. */
export type LawBlock =
  /** z + f(Wz), f the identity: (1 + n·Var[w]) a block (Taki, arXiv 1709.02956, linear units). */
  | 'identity'
  /** z + ρ(Wz), ρ ReLU: at least (1 + n·Var[w]/4) a block (Taki, ReLU behind the weights). */
  | 'relu'
  /** z + Wρ(z): (1 + n·Var[w]/2) a block, forward and backward (the same derivation). */
  | 'relu-first'
  /** Wz without a shortcut: n·Var[w] a layer (Taki, plain networks). */
  | 'plain'
  /** Wρ(z) or ρ(Wz) without a shortcut: n·Var[w]/2 a layer (He et al., ICCV 2015, eq. 9). */
  | 'plain-relu';

/** Var[z^l]/Var[z^0] for l = 0 to `blocks`; `gain` is n·Var[w]. For 'relu' a lower bound. */
export function varianceLaw(block: LawBlock, gain: number, blocks: number): number[] {
  const factor = {
    identity: 1 + gain,
    relu: 1 + gain / 4,
    'relu-first': 1 + gain / 2,
    plain: gain,
    'plain-relu': gain / 2,
  }[block];
  return Array.from({ length: blocks + 1 }, (_, l) => factor ** l);
}
