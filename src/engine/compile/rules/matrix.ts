import { broadcast } from './elementwise.ts';
import { bool, dim, operand, type Call, type Rule, type Rules } from './rule.ts';

export const MATRIX: Rules = {
  BatchMatMulV2: product('adj_x', 'adj_y'),
};

function product(transposeA: string, transposeB: string): Rule {
  return {
    types: { T: 0 },
    infer: (call: Call) => {
      const [a, b] = [operand(call, 0), operand(call, 1)];
      const [rows, inner] = bool(call, transposeA) ? [-1, -2] : [-2, -1];
      const [innerB, columns] = bool(call, transposeB) ? [-1, -2] : [-2, -1];
      if (dim(a, inner) !== dim(b, innerB)) {
        throw new Error(
          `${call.op} of [${a.shape.join(', ')}] and [${b.shape.join(', ')}], which do not fit`,
        );
      }
      const batch = broadcast(call.op, a.shape.slice(0, -2), b.shape.slice(0, -2));
      return [{ shape: [...batch, dim(a, rows), dim(b, columns)], dtype: a.dtype }];
    },
  };
}
