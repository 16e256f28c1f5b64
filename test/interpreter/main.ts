/**
 * `npm run interpret -- [--seed 1] [--count 100] [--engine cpu|wasm|tensorflow]`
 *
 * Draws notebooks, trains their networks a few steps in the engine, and computes everything once more
 * in double precision. Prints each that differs; the exit code is 1 if any does.
 */
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { drawNotebook } from './random/notebook.ts';
import { openRuntime } from './runtimes.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    engine: { type: 'string', default: 'cpu' },
  },
});

async function main(): Promise<number> {
  const runtime = await openRuntime(values.engine as 'cpu' | 'wasm' | 'tensorflow');
  const largest = new Map<string, number>();
  const leftOut = new Map<string, number>();
  let failed = 0;
  const [first, count] = [Number(values.seed), Number(values.count)];
  for (let seed = first; seed < first + count; seed++) {
    const drawn = drawNotebook(seed);
    const found = await compare(drawn, runtime).catch((error: unknown) => ({
      differences: [(error as Error).stack ?? String(error)],
      leftOut: [],
      largest: new Map<string, number>(),
    }));
    for (const [what, value] of found.largest)
      largest.set(what, Math.max(value, largest.get(what) ?? 0));
    for (const what of found.leftOut) leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
    if (found.differences.length === 0) continue;
    failed++;
    console.log(`seed ${seed}\n${drawn.text}\n  ${found.differences.join('\n  ')}\n`);
  }
  for (const [what, value] of [...largest].sort())
    console.log(`${value.toExponential(1)}  ${what}`);
  for (const [what, times] of [...leftOut].sort()) console.log(`left out ${times} times: ${what}`);
  console.log(`${count - failed} of ${count} networks agree on ${values.engine}`);
  return failed === 0 ? 0 : 1;
}

void main().then(code => (process.exitCode = code));
