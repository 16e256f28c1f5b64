import { loadEngine } from '../../../src/engine/native/index.ts';

/** Why tests of the TensorFlow runtime are skipped; empty if it is loaded and set as backend. */
export const missing = await loadEngine('tensorflow').then(
  () => '',
  (error: unknown) => ` (skipped: ${error instanceof Error ? error.message : String(error)})`,
);
