import { createProgram, type ProgramDefinition } from '../../src/engine/compile/index.ts';
import { opsFor } from '../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../src/engine/native/index.ts';
import type { StudyRuntime } from './engineSide.ts';

/** A loaded engine as trainings and studies use it. */
export async function openRuntime(name: 'cpu' | 'wasm' | 'tensorflow'): Promise<StudyRuntime> {
  const engine = await loadEngine(name);
  const compiled = engine.name === 'tensorflow';
  return {
    ops: opsFor(engine),
    studyOps: opsFor(engine, 'study'),
    compiled,
    createProgram: (definition: ProgramDefinition) => createProgram(definition, { compiled }),
  };
}
