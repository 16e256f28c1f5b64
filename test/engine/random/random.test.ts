// What is drawn is the same every time. To draw something else, and more of it:
// RESIDUAL_LAB_TEST_SEED=7 RESIDUAL_LAB_TEST_TIMES=20 npx vitest run test/engine/random
import { describe, expect, it } from 'vitest';
import { missing } from '../compile/runtime.ts';
import { drawn, engines, findWrong } from './children.ts';

/** Enough for thousands. */
const hour = 3_600_000;

describe.each(engines)('on %s', (_, engine, oneDnn) => {
  const skipped = engine === 'tensorflow' ? missing : '';

  it.skipIf(skipped)(
    `ops of any shape give what double precision gives${skipped}`,
    async () => {
      const count = drawn(60);
      const { wrong, cases } = await findWrong('opsProgram', [engine, oneDnn], count);
      expect(wrong).toEqual([]);
      expect(cases).toBe(count);
    },
    hour,
  );

  it.skipIf(skipped)(
    `networks of any kind give what the JavaScript engine gives${skipped}`,
    async () => {
      const count = drawn(10);
      const { wrong, cases } = await findWrong('networksProgram', [engine, oneDnn], count);
      expect(wrong).toEqual([]);
      expect(cases).toBe(count);
    },
    hour,
  );
});

describe('on cpu', () => {
  it('ops of any shape give what double precision gives', async () => {
    const count = drawn(60);
    const { wrong, cases } = await findWrong('opsProgram', ['cpu', '0'], count);
    expect(wrong).toEqual([]);
    expect(cases).toBe(count);
  });
});
