/**
 * Computes ops that were drawn on one engine and compares them with double precision: a process of its
 * own, so that a crash of a library is seen and named. Arguments: engine, seed, first number, count.
 * Says of each case what it is before it runs, and the largest errors of value and gradients after.
 */
import { writeSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { Random } from '../../../src/base/index.ts';
import { createProgram } from '../../../src/engine/compile/index.ts';
import { fusedOps, opsFor, plainOps } from '../../../src/engine/model/ops/index.ts';
import type { Ops } from '../../../src/engine/model/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import type { EngineName } from '../../../src/engine/types.ts';
import { largestError } from '../oracle/compare.ts';
import { drawCase, type OpCase } from './cases.ts';

const [engine = 'cpu', seed = '1', first = '0', count = '1'] = process.argv.slice(2);

type Way = readonly [name: string, ops: Ops, compiled: boolean];

function ways(name: EngineName): readonly Way[] {
  if (name !== 'tensorflow')
    return [
      ['plain ops', plainOps, false],
      ['ops of studies', opsFor({ name }, 'study'), false],
    ];
  return [
    ['fused ops', fusedOps, false],
    ['fused ops, compiled', fusedOps, true],
    ['plain ops', plainOps, false],
    ['ops of studies, compiled', opsFor({ name }, 'study'), true],
  ];
}

/** The value of a case and its gradients by the inputs. */
function compute(c: OpCase, [, ops, compiled]: Way, direction: (size: number) => Float32Array) {
  return tf.tidy(() => {
    const given = c.inputs.map(i => tf.tensor(i.values, [...i.shape], 'float32'));
    const run = (x: readonly Tensor[]): Tensor[] => {
      const value = c.run(ops, x);
      if (!c.differentiable) return [value];
      const dy = tf.tensor(direction(value.size), value.shape);
      return [value, ...tf.grads((...x: Tensor[]) => c.run(ops, x))([...x], dy)];
    };
    const names = given.map((_, i) => `x${i}`);
    const program = createProgram(
      {
        state: {},
        functions: {
          f: {
            inputs: Object.fromEntries(
              given.map(({ shape }, i) => [`x${i}`, { shape, dtype: 'float32' as const }]),
            ),
            run: (_, inputs) => ({
              outputs: Object.fromEntries(
                run(names.map(n => inputs[n]!)).map((t, i) => [`y${i}`, t]),
              ),
            }),
          },
        },
      },
      { compiled },
    );
    const outputs = Array.from(
      { length: c.differentiable ? given.length + 1 : 1 },
      (_, i) => `y${i}`,
    );
    const inputs = Object.fromEntries(given.map((x, i) => [`x${i}`, x]));
    const found = program.call('f', inputs, outputs);
    program.dispose();
    return outputs.map(name => found[name]!.dataSync() as Float32Array);
  });
}

async function main(): Promise<void> {
  const { name } = await loadEngine(engine as EngineName);
  for (let i = Number(first); i < Number(first) + Number(count); i++) {
    const c = drawCase(Number(seed), i);
    say({ number: i, text: c.text });
    const direction = (size: number) => {
      const random = Random.of(Number(seed), 'direction', i);
      return Float32Array.from({ length: size }, () => random.normal());
    };
    let wanted: readonly Float64Array[] | undefined;
    for (const way of ways(name)) {
      const found = compute(c, way, direction);
      wanted ??= c.wanted(direction(found[0]!.length));
      // What a batch of one pixel leaves of a gradient is nothing but rounding.
      const errors = found.map((values, k) =>
        largestError(values, wanted![k]!, k === 0 ? 1e-30 : 0.1),
      );
      say({ number: i, way: way[0], errors });
    }
  }
  say({ done: true });
}

function say(message: object): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

main().catch((error: unknown) => {
  say({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
});
