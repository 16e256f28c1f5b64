import { expect, it } from 'vitest';
import { forkRequest } from '../../src/runs/index.ts';
import { createRun, readRun } from '../../src/store/index.ts';
import { fromRun, someRequest, temporaryFolder } from '../support/runFolder.ts';

it('goes on from the checkpoint with what was asked then, or with what is asked now', async () => {
  const run = readRun(await createRun(temporaryFolder(), someRequest({ value: { epochs: 1 } })));
  const from = fromRun(run.id, 300, 'fork');
  expect(forkRequest(run, 300, null)).toEqual({ ...someRequest(), ...from });
  const now = someRequest({ value: { epochs: 9 } });
  expect(forkRequest(run, 300, now)).toEqual({ ...now, ...from });
});

it('refuses a study', async () => {
  const run = readRun(await createRun(temporaryFolder(), someRequest({ kind: 'norms' })));
  expect(() => forkRequest(run, 1, null)).toThrow(/Only trainings/);
});
