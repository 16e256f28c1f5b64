import { ARRAYS } from './arrays.ts';
import { CONVOLUTION } from './convolution.ts';
import { ELEMENTWISE } from './elementwise.ts';
import { MATRIX } from './matrix.ts';
import { NORMALISATION } from './normalisation.ts';
import { REDUCTION } from './reduction.ts';
import type { Rules } from './rule.ts';

/** Every TensorFlow op that can be recorded, by TensorFlow's name. */
export const RULES: Rules = {
  ...ELEMENTWISE,
  ...REDUCTION,
  ...CONVOLUTION,
  ...MATRIX,
  ...NORMALISATION,
  ...ARRAYS,
};

export { CONTROL } from './control.ts';
export { type Call, type Operand, type Rule, type Spec } from './rule.ts';
