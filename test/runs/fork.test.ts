import { expect, it } from 'vitest';
import { forkRequest } from '../../src/runs/index.ts';
import { createRun, readRun } from '../../src/store/index.ts';
import { fromRun, someRequest, temporaryFolder } from '../support/runFolder.ts';

it('goes on from the checkpoint with what was asked then, or with what is asked now', async () => {
  const variant = { seed: 3, 'rate.cosine': [0.1, 0] };
  const asked = someRequest({ value: { epochs: 1 }, variant });
  const run = readRun(await createRun(temporaryFolder(), asked));
  const from = fromRun(run.id, 300, 'fork');
  expect(forkRequest(run, 300, null)).toEqual({ ...asked, ...from });
  const now = someRequest({ value: { epochs: 9 } });
  expect(forkRequest(run, 300, now)).toEqual({ ...now, ...from });
});

it('refuses a study', async () => {
  const run = readRun(await createRun(temporaryFolder(), someRequest({ kind: 'norms' })));
  expect(() => forkRequest(run, 1, null)).toThrow(/Only trainings/);
});
