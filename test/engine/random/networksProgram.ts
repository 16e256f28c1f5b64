/**
 * Passes networks that were drawn forward and back on one engine and compares with the JavaScript engine:
 * a process of its own, so that a crash of a library is seen and named. Arguments: engine, seed, first
 * number, count. Says of each network what it is before it runs, and how far outputs are apart after.
 */
import { writeSync } from 'node:fs';
import { fusedOps, opsFor, plainOps } from '../../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import type { EngineName } from '../../../src/engine/types.ts';
import { computePass, type PassOptions, type Values } from '../model/pass.ts';
import { relativeError } from '../model/tiny.ts';
import { drawNetwork } from './networks.ts';

const [engine = 'wasm', seed = '1', first = '0', count = '1'] = process.argv.slice(2);

type Way = readonly [name: string, options: PassOptions];

function ways(name: EngineName): readonly Way[] {
  const study = opsFor({ name }, 'study');
  if (name !== 'tensorflow')
    return [
      ['plain ops', { engine: name, ops: plainOps, compiled: false }],
      ['ops of studies', { engine: name, ops: study, compiled: false }],
    ];
  return [
    ['fused ops, compiled', { engine: name, ops: fusedOps, compiled: true }],
    ['fused ops', { engine: name, ops: fusedOps, compiled: false }],
    ['ops of studies, compiled', { engine: name, ops: study, compiled: true }],
  ];
}

/**
 * Which outputs are further apart than 1e-4, and the most that any are. A gradient that should be zero
 * is nothing but rounding: it is measured against the largest.
 */
function compare(found: Values, wanted: Values): { most: number; wrong: string[] } {
  const size = (v: ArrayLike<number>) => Math.sqrt(Array.from(v).reduce((s, x) => s + x * x, 0));
  const gradients = Object.entries(wanted).filter(([name]) => name.startsWith('gradient.'));
  const largest = Math.max(...gradients.map(([, v]) => size(v)));
  const errors = Object.entries(wanted).map(([name, values]) => {
    const floor = name.startsWith('gradient.')
      ? (0.2 * largest) / Math.max(size(values), 1e-30)
      : 0;
    const error = relativeError(found[name] ?? [], values) / Math.max(1, floor);
    return [name, error] as const;
  });
  // Written so that NaN counts as wrong.
  const wrong = errors.filter(([, e]) => !(e < 1e-4)).map(([n, e]) => `${n} ${e.toExponential(1)}`);
  return { most: Math.max(...errors.map(([, e]) => e)), wrong };
}

async function main(): Promise<void> {
  await loadEngine('cpu');
  const { name } = await loadEngine(engine as EngineName);
  for (let i = Number(first); i < Number(first) + Number(count); i++) {
    const { text, plan } = drawNetwork(Number(seed), i);
    say({ number: i, text });
    // Batch norm of two values leaves no gradient but rounding.
    const size = 4 + (i % 4);
    for (const [way, options] of ways(name)) {
      // A value that is within rounding of a kink of ReLU may fall on either side; other examples have
      // none there, and a kernel that is wrong is so for all.
      let least = { most: Infinity, wrong: ['nothing was computed'] };
      for (let draw = 1; draw <= 3 && least.wrong.length > 0; draw++) {
        const common = { size, seed: draw };
        const wanted = await computePass(plan, {
          engine: 'cpu',
          ops: plainOps,
          compiled: false,
          ...common,
        });
        const now = compare(await computePass(plan, { ...options, ...common }), wanted);
        if (draw === 1 || now.wrong.length < least.wrong.length) least = now;
      }
      say({ number: i, way, errors: [least.most], wrong: least.wrong });
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
