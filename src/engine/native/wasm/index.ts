import { registerConvolutions } from './convolution.ts';
import { guardMemory } from './memory.ts';
import { registerRefusals } from './refused.ts';
import { registerSums } from './sums.ts';

export { withComplaintsThrown } from './complaints.ts';

/**
 * Replaces kernels of the wasm backend of TensorFlow.js that are missing, slow or wrong. Call it
 * once, after the backend has started.
 */
export function registerWasmKernels(): void {
  guardMemory();
  registerConvolutions();
  registerSums();
  registerRefusals();
}
