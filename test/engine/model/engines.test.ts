import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { fusedOps, plainOps } from '../../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import type { EngineName } from '../../../src/engine/types.ts';
import { computePass, type Values } from './pass.ts';
import { families, relativeError } from './tiny.ts';

const reasons = new Map<EngineName, string>();
for (const name of ['tensorflow', 'wasm'] as const) {
  await loadEngine(name).catch((error: unknown) => reasons.set(name, String(error)));
}

const ways = [
  ['tensorflow', 'fused ops, compiled', fusedOps, true],
  ['tensorflow', 'plain ops, compiled', plainOps, true],
  ['tensorflow', 'fused ops, eager', fusedOps, false],
  ['wasm', 'plain ops, eager', plainOps, false],
] as const;

describe.each(families)('a %s network', (_, makePlan) => {
  const plan = makePlan();
  let expected: Values = {};

  beforeAll(async () => {
    expected = await computePass(plan, { engine: 'cpu', ops: plainOps, compiled: false });
  });

  for (const [engine, how, ops, compiled] of ways) {
    const reason = reasons.get(engine);
    const name = `computes the same on ${engine} (${how})`;
    it.skipIf(reason)(reason ? `${name} [skipped: ${reason}]` : name, async () => {
      const found = await computePass(plan, { engine, ops, compiled });
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
      for (const [output, values] of Object.entries(expected)) {
        expect(relativeError(defined(found[output], output), values), output).toBeLessThan(1e-4);
      }
    });
  }
});
