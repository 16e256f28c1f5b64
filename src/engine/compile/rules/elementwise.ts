import { operand, type, type Call, type Rule, type Rules } from './rule.ts';

const UNARY = [
  ...['Abs', 'Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Ceil', 'Cos', 'Cosh', 'Elu'],
  ...['Erf', 'Exp', 'Expm1', 'Floor', 'LeakyRelu', 'Log', 'Log1p', 'LogicalNot', 'Neg'],
  ...['OnesLike', 'Reciprocal', 'Relu', 'Relu6', 'Round', 'Rsqrt', 'Selu', 'Sigmoid', 'Sign'],
  ...['Sin', 'Sinh', 'Softplus', 'Sqrt', 'Square', 'Tan', 'Tanh', 'ZerosLike'],
];
/** Gradients of the above: of the shape of their first input. */
const UNARY_GRADIENTS = ['EluGrad', 'LeakyReluGrad', 'ReluGrad', 'SigmoidGrad', 'TanhGrad'];
const TESTS = ['IsFinite', 'IsInf', 'IsNan'];
const BINARY = [
  ...['Add', 'Atan2', 'FloorDiv', 'FloorMod', 'Maximum', 'Minimum'],
  ...['Mul', 'Pow', 'RealDiv', 'SquaredDifference', 'Sub'],
];
const COMPARISONS = ['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'NotEqual'];
const LOGICAL = ['LogicalAnd', 'LogicalOr'];

const likeFirst: Rule = { types: { T: 0 }, infer: call => [operand(call, 0)] };
const toBool: Rule = {
  types: { T: 0 },
  infer: call => [{ shape: operand(call, 0).shape, dtype: 'bool' }],
};
const binary: Rule = {
  types: { T: 0 },
  infer: call => [{ shape: broadcastInputs(call), dtype: operand(call, 0).dtype }],
};
const comparison: Rule = {
  types: { T: 0 },
  infer: call => [{ shape: broadcastInputs(call), dtype: 'bool' }],
};

export const ELEMENTWISE: Rules = {
  ...all([...UNARY, ...UNARY_GRADIENTS], likeFirst),
  LogicalNot: { infer: likeFirst.infer },
  ...all(TESTS, toBool),
  ...all(BINARY, binary),
  ...all(COMPARISONS, comparison),
  ...all(LOGICAL, { infer: comparison.infer }),
  AddN: likeFirst,
  BiasAdd: likeFirst,
  /** The condition may be a vector, for rows, or of the shape of the choices. */
  Select: { types: { T: 1 }, infer: call => [operand(call, 1)] },
  Cast: {
    types: { SrcT: 0 },
    infer: call => {
      const dtype = type(call, 'DstT');
      if (!dtype) throw new Error('Cast to a type that graphs here do not have');
      const x = operand(call, 0);
      return dtype === x.dtype ? { same: 0 } : [{ shape: x.shape, dtype }];
    },
  },
};

/** The shape of all inputs broadcast together. */
function broadcastInputs(call: Call): readonly number[] {
  return call.inputs.map(i => i.shape).reduce((a, b) => broadcast(call.op, a, b));
}

/** NumPy's broadcasting rule. */
export function broadcast(op: string, a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const da = a[i - rank + a.length] ?? 1;
    const db = b[i - rank + b.length] ?? 1;
    if (da !== db && da !== 1 && db !== 1) {
      throw new Error(`${op} of shapes [${a.join(', ')}] and [${b.join(', ')}], which do not fit`);
    }
    return da === 1 ? db : da;
  });
}

function all(ops: readonly string[], rule: Rule): Rules {
  return Object.fromEntries(ops.map(op => [op, rule]));
}
