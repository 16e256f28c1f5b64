import { compiledProgram } from './compiled.ts';
import { eagerProgram } from './eager.ts';
import type { Program, ProgramDefinition } from './types.ts';

/** A program over one state; compiled needs the TensorFlow runtime, eager runs on any backend. */
export function createProgram(
  definition: ProgramDefinition,
  options: { readonly compiled: boolean },
): Program {
  return options.compiled ? compiledProgram(definition) : eagerProgram(definition);
}
