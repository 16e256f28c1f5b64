export { eagerProgram } from './eager.ts';
export type {
  FunctionDefinition,
  FunctionResult,
  Program,
  ProgramDefinition,
  Tensors,
  TensorSpec,
} from './types.ts';
