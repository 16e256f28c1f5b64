/** A program: a pass of every family of networks on TensorFlow's device, against plain JavaScript. */
import { defined } from '../../../src/base/index.ts';
import { fusedOps, plainOps } from '../../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import { computePass, type Values } from '../../engine/model/pass.ts';
import { families, relativeError } from '../../engine/model/tiny.ts';
import { say } from './say.ts';

const ways = [
  ['fused ops, compiled', fusedOps, true],
  ['plain ops, compiled', plainOps, true],
  ['fused ops, eager', fusedOps, false],
] as const;

async function main(): Promise<void> {
  await loadEngine('tensorflow');
  const worst = new Map(ways.map(([how]) => [how, { error: 0, where: 'nowhere' }]));
  for (const [family, makePlan] of families) {
    const plan = makePlan();
    const expected = await computePass(plan, { engine: 'cpu', ops: plainOps, compiled: false });
    for (const [how, ops, compiled] of ways) {
      let found: Values;
      try {
        found = await computePass(plan, { engine: 'tensorflow', ops, compiled });
      } catch (error) {
        // The other networks are looked at all the same.
        const text = error instanceof Error ? error.message : String(error);
        say({ name: `${family}, ${how}`, ok: false, text: text.split('\n')[0] ?? '' });
        continue;
      }
      for (const [output, values] of Object.entries(expected)) {
        const error = relativeError(defined(found[output], output), values);
        const so = defined(worst.get(how), how);
        if (!(error <= so.error)) worst.set(how, { error, where: `${family}, ${output}` });
      }
    }
  }
  for (const [how, { error, where }] of worst)
    say({
      name: how,
      ok: error < 1e-4,
      text: `${families.length} networks; largest error ${error.toExponential(1)} (${where})`,
      values: { networks: families.length, relativeError: error, where },
    });
}

void main();
