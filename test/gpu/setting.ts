/** What all parts know: where the programs are, on what to compute, how large. */
export interface Setting {
  readonly mode: 'gpu' | 'cpu';
  /** The folder that has `dist`, `out/gpu-check` and `test/bench/torch`: the project, or a kit's copy. */
  readonly app: string;
  /** An empty folder for runs and notebooks. */
  readonly work: string;
  /** Of every program: what TensorFlow is loaded, on what it computes. */
  readonly env: NodeJS.ProcessEnv;
  /** A Python with torch and NumPy, or null. */
  readonly torch: string | null;
  /** The UUID of the first GPU; null without one. */
  readonly gpu: string | null;
  readonly networks: readonly string[];
  readonly batches: readonly number[];
  readonly precisions: readonly ('float32' | 'tf32')[];
  /** Rounds and steps of a measurement. */
  readonly rounds: number;
  readonly steps: number;
  /** Epochs of the trainings that are stopped: long enough to be stopped in the middle. */
  readonly epochs: number;
}
