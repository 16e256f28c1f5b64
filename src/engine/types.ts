/** Which runtime computes. `auto` takes the first that loads: tensorflow, wasm, cpu. */
export type EngineName = 'tensorflow' | 'wasm' | 'cpu';

/** A loaded runtime. After loading, `@tensorflow/tfjs` runs on its backend. */
export interface Engine {
  readonly name: EngineName;
  /** Version of TensorFlow, or of the TensorFlow.js backend for the fallbacks. */
  readonly version: string;
  /** TensorFlow's device names, e.g. `/device:GPU:0`; `cpu` or `wasm` for the fallbacks. */
  readonly devices: readonly string[];
  /** For people: the hardware it computes on, e.g. `CPU, AVX-512, 2 threads`. */
  readonly device: string;
  /** Why this one, e.g. `auto: TensorFlow is not installed (…); took wasm`. */
  readonly reason: string;
}
