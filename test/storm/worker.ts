/**
 * One process of `npm run storm`: VARIABLES of ROUNDS. Each round gives all variables of a compiled
 * program new values from JavaScript arrays that TensorFlow could use in place, lets go of the arrays,
 * and updates all variables at once, so that TensorFlow's threads drop what they held side by side.
 * Every value is then compared with what it must be. Prints one line of JSON.
 */
import * as tf from '@tensorflow/tfjs';
import { createProgram, type Tensors } from '../../src/engine/compile/index.ts';
import { loadEngine } from '../../src/engine/native/index.ts';

/** Floats of a variable: 128 bytes. */
const LENGTH = 32;
/**
 * Every view begins at a multiple of 64 bytes: a block that the system maps (see MALLOC_MMAP_THRESHOLD_
 * in storm.mjs) begins 16 bytes behind such a multiple.
 */
const FIRST = 48 / 4;
const BLOCK = 4 * 2 ** 20;

async function main([variables = 300, rounds = 80, threads = 8]: readonly number[]): Promise<void> {
  const engine = await loadEngine('tensorflow', { threads });
  const names = Array.from({ length: variables }, (_, i) => `v${i}`);
  const state = (value: (i: number) => number, block: Float32Array): Record<string, tf.Tensor> =>
    Object.fromEntries(
      names.map((name, i) => {
        const at = FIRST + i * LENGTH;
        return [name, tf.tensor(block.subarray(at, at + LENGTH).fill(value(i)), [LENGTH])];
      }),
    );
  const zeros = state(() => 0, new Float32Array(BLOCK));
  const program = createProgram(
    {
      state: zeros,
      functions: {
        add: {
          inputs: { x: { shape: [LENGTH], dtype: 'float32' } },
          run: (values, { x = tf.scalar(0) }) => ({
            outputs: {},
            update: Object.fromEntries(names.map(n => [n, tf.add(values[n] ?? x, x)])),
          }),
        },
      },
    },
    { compiled: true },
  );
  tf.dispose(zeros);
  let wrong = 0;
  for (let round = 0; round < rounds; round++) {
    const given = state(i => i + round, new Float32Array(BLOCK));
    program.write(given);
    tf.dispose(given);
    const x = tf.fill([LENGTH], 0.5);
    program.call('add', { x }, []);
    x.dispose();
    wrong += countWrong(program.read(), names, i => i + round + 0.5);
  }
  program.dispose();
  console.log(JSON.stringify({ rounds, wrong, node: process.version, engine: engine.version }));
}

function countWrong(values: Tensors, names: readonly string[], want: (i: number) => number) {
  let wrong = 0;
  names.forEach((name, i) => {
    for (const value of values[name]?.dataSync() ?? [NaN]) if (value !== want(i)) wrong++;
    values[name]?.dispose();
  });
  return wrong;
}

main(process.argv.slice(2).map(Number)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
