/** Operators that compute several blocks side by side (Fok et al., ICLR 2018). */
export const warpOperators = ['first-order', 'input', 'released'] as const;

/** What the operators are, for all keys that name one. */
export const operatorDoc =
  '`first-order`: the terms of first order in each derivative, with Jacobian-vector products; `input`: the derivatives act on the block’s input, which is another block and no approximation; `released`: what the authors’ code does, whose F′ is no derivative.';
