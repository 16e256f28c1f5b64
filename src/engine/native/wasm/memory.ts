import * as tf from '@tensorflow/tfjs';
import { formatBytes } from '../../../base/index.ts';

/** WebAssembly addresses 32 bits. */
const MOST_BYTES = 2 ** 32 - 1;

interface WasmBackend {
  readonly wasm: { _malloc: (bytes: number) => number };
}

/**
 * The wasm backend writes to address 0 when it gets no memory, over the tensors that lie there, and
 * goes on. This makes it an error that says so.
 */
export function guardMemory(backend = tf.backend() as unknown as WasmBackend): void {
  const { wasm } = backend;
  let allocate = wasm._malloc;
  const guarded = (bytes: number): number => {
    const address = bytes > MOST_BYTES ? 0 : allocate(bytes);
    if (address === 0 && bytes > 0) {
      throw new Error(
        `out of memory: the engine wasm has 4 GiB at most, and no ${formatBytes(bytes)} of them are free`,
      );
    }
    return address;
  };
  // The module puts another function in its place at the first call.
  Object.defineProperty(wasm, '_malloc', {
    get: () => guarded,
    set: (next: typeof allocate) => (allocate = next),
  });
}
