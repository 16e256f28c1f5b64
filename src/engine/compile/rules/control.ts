import { operand, type Rules } from './rule.ts';

/**
 * Control flow by dead values. These ops are only ever part of a graph: executed one by one, one of the
 * outputs of a Switch would be a tensor that is not there.
 */
export const CONTROL: Rules = {
  Switch: { types: { T: 0 }, infer: call => [operand(call, 0), operand(call, 0)] },
  Merge: { types: { T: 0 }, infer: call => [operand(call, 0), { shape: [], dtype: 'int32' }] },
};
