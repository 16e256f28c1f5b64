/** Which runtime computes. `auto` takes the first that loads: tensorflow, wasm, cpu. */
export type EngineName = 'tensorflow' | 'wasm' | 'cpu';

/** What must be decided before the runtime is loaded; a run records it. */
export interface EngineSettings {
  /** Let NVIDIA devices round the factors of float32 products to TensorFloat-32. Default false. */
  readonly tf32: boolean;
  /** On a GPU, only algorithms whose result is the same every time. Default false; CPUs always are. */
  readonly deterministic: boolean;
  /** Threads of one operation; null lets the runtime take every core. */
  readonly threads: number | null;
}

/** A loaded runtime. After loading, `@tensorflow/tfjs` runs on its backend. */
export interface Engine {
  readonly name: EngineName;
  /** Version of TensorFlow, or of the TensorFlow.js backend for the fallbacks. */
  readonly version: string;
  /** TensorFlow's device names, e.g. `/device:GPU:0`; `cpu` or `wasm` for the fallbacks. */
  readonly devices: readonly string[];
  /** For people: the hardware it computes on, e.g. `CPU, AVX-512, 2 threads`. */
  readonly device: string;
  /** Whether operations run on a GPU unless they name another device. */
  readonly gpu: boolean;
  /** Instruction sets of the processor that TensorFlow can use, e.g. `AVX2`, `FMA`. */
  readonly instructions: readonly string[];
  readonly settings: EngineSettings;
  /** What else decides the order in which numbers are added, e.g. `onednn`: see `runtimeFacts`. */
  readonly runtime: Readonly<Record<string, string>>;
  /** Why this one, e.g. `auto: TensorFlow is not installed (…); took wasm`. */
  readonly reason: string;
}
