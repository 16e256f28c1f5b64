/**
 * Our side of the step benchmark, a process of its own (protocol: worker.ts).
 * Arguments: network, mode (`compiled`, `recording`: norms of every block at every step, `eager`,
 * `eager-plain`: without our fused ops, as TensorFlow.js does it by itself), batch, `tf32` or `float32`.
 */
import { createInterface } from 'node:readline';
import { Random } from '../../src/base/index.ts';
import { createProgram } from '../../src/engine/compile/index.ts';
import { opsFor, plainOps } from '../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../src/engine/native/index.ts';
import {
  createOptimizer,
  emptySlots,
  initialWeights,
  openLevel,
} from '../../src/engine/train/index.ts';
import { benchNetwork } from './networks.ts';
import { benchOptimizer } from './optimizer.ts';

const [name = 'ResNet-14', mode = 'compiled', size = '100', precision = 'float32'] =
  process.argv.slice(2);

async function main(): Promise<void> {
  const engine = await loadEngine('tensorflow', { tf32: precision === 'tf32' });
  const { plan } = benchNetwork(name);
  const batch = Number(size);
  const compiled = !mode.startsWith('eager');
  const optimizer = createOptimizer(benchOptimizer);
  const began = performance.now();
  const level = openLevel({
    plan,
    runtime: {
      ops: mode === 'eager-plain' ? plainOps : opsFor(engine),
      compiled,
      createProgram: definition => createProgram(definition, { compiled }),
    },
    recipe: { optimizer: benchOptimizer, clip: null, labelSmoothing: 0 },
    optimizer,
    batch,
    seed: 1,
    evaluationSizes: [],
    state: { ...initialWeights(plan, 1), ...emptySlots(plan, optimizer) },
  });
  const random = Random.of(1, 'bench');
  const pixels = batch * plan.input.reduce((a, b) => a * b, 1);
  const data = {
    images: Float32Array.from({ length: pixels }, () => random.normal()),
    labels: Int32Array.from({ length: batch }, () => random.below(plan.classes)),
  };
  let done = 0;
  const step = () =>
    level.step(data, { step: done++, rate: 0.1, updates: done, norms: mode === 'recording' });
  step();
  say({
    compileMs: performance.now() - began,
    engine: `${engine.name} ${engine.version} ${mode}`,
    device: engine.device,
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const { steps } = JSON.parse(line) as { steps: number };
    let loss = NaN;
    const ms = Array.from({ length: steps }, () => {
      const start = performance.now();
      loss = step().loss;
      return performance.now() - start;
    });
    say({ ms, loss, peakBytes: process.resourceUsage().maxRSS * 1024 });
  }
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

main().catch((error: unknown) =>
  say({ error: error instanceof Error ? error.message : String(error) }),
);
