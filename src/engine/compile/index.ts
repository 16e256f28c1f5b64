export { compiledProgram } from './compiled.ts';
export { computedIf } from './computedIf.ts';
export { eagerProgram } from './eager.ts';
export { boolAttr, floatAttr, stringAttr, typeAttr, type Attribute } from './graph/attributes.ts';
export { runOp } from './native.ts';
export { createProgram } from './program.ts';
export { onDevice } from './trace/device.ts';
export type {
  FunctionDefinition,
  FunctionResult,
  Program,
  ProgramDefinition,
  Tensors,
  TensorSpec,
} from './types.ts';
