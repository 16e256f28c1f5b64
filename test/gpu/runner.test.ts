import { expect, it } from 'vitest';
import { planOf, summaryOf, tableOf } from './report.ts';
import { Lacks, runParts, type Outcome, type Part } from './runner.ts';

const part = (name: string, run: Part['run'], limit = 10): Part => ({
  name,
  plan: `does ${name}.`,
  limit,
  run,
});

const fine = part('fine', context => {
  context.found({ name: 'one', ok: true, text: 'it is 1', values: { is: 1 } });
  return Promise.resolve();
});

async function ran(parts: readonly Part[], budget = 60): Promise<readonly Outcome[]> {
  const told: Outcome[] = [];
  const outcomes = await runParts(parts, {
    budget,
    grace: 0.1,
    onOutcome: outcome => told.push(outcome),
  });
  expect(told).toEqual(outcomes);
  return outcomes;
}

it('goes on after a part that fails, in every way that it can', async () => {
  const broken = part('broken', () => Promise.reject(new Error('no such thing\nat length')));
  const thrown = part('thrown', () => {
    throw new Error('at once');
  });
  const wrong = part('wrong', context => {
    context.found({ name: 'sum', ok: false, text: 'it is 3' });
    return Promise.resolve();
  });
  const lacks = part('lacks', () => Promise.reject(new Lacks('no torch')));
  const outcomes = await ran([broken, thrown, wrong, lacks, fine]);
  expect(outcomes.map(({ name, status, reason }) => [name, status, reason])).toEqual([
    ['broken', 'failed', 'no such thing\nat length'],
    ['thrown', 'failed', 'at once'],
    ['wrong', 'failed', 'wrong: sum'],
    ['lacks', 'skipped', 'no torch'],
    ['fine', 'ok', null],
  ]);
});

it('ends a part whose time is up, keeps what it had found, and goes on also where it does not end', async () => {
  let aborted = false;
  const slow = part(
    'slow',
    ({ signal, found }) => {
      found({ name: 'half', ok: true, text: 'so far' });
      return new Promise(resolve =>
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve();
        }),
      );
    },
    1,
  );
  const deaf = part('deaf', () => new Promise(() => undefined), 1);
  const outcomes = await ran([slow, deaf, fine]);
  expect(outcomes.map(({ status }) => status)).toEqual(['timeout', 'timeout', 'ok']);
  expect(outcomes[0]?.findings).toHaveLength(1);
  expect(aborted).toBe(true);
});

it('gives a part no more than what is left of the budget, and skips what it has no time for', async () => {
  const given: number[] = [];
  const slow = part('slow', ({ seconds }) => {
    given.push(seconds);
    return new Promise(() => undefined);
  });
  const outcomes = await ran([slow, fine], 1.2);
  expect(given[0]).toBeLessThanOrEqual(1.2);
  expect(outcomes.map(({ status, reason }) => [status, reason])).toEqual([
    ['timeout', 'it took longer than its 1 s'],
    ['skipped', 'no time is left'],
  ]);
});

it('aborts the signal of a part that has ended, so that nothing it started goes on', async () => {
  let signal: AbortSignal | undefined;
  const leaves = part('leaves', context => {
    ({ signal } = context);
    return Promise.resolve();
  });
  await ran([leaves]);
  expect(signal?.aborted).toBe(true);
});

it('is one table', () => {
  const outcomes: Outcome[] = [
    { name: 'engine', status: 'ok', seconds: 1.25, reason: null, findings: [] },
    {
      name: 'speed',
      status: 'failed',
      seconds: 100,
      reason: 'wrong: batch 2\nmore',
      findings: [{ name: 'batch 2', ok: false, text: 'ours 3.0 ms' }],
    },
  ];
  expect(tableOf(outcomes)).toBe(
    [
      'check      result  seconds  what was found',
      'engine     ok          1.3',
      'speed      failed    100.0  wrong: batch 2',
      '  batch 2  WRONG            ours 3.0 ms',
    ].join('\n'),
  );
  expect(summaryOf(outcomes)).toBe('1 passed, 1 failed, 0 skipped');
});

it('says what it would do', () => {
  expect(planOf([fine, part('more', fine.run, 90)], 480)).toBe(
    [
      'In at most 8 minutes, one after another:',
      '  fine  does fine. At most 10 s.',
      '  more  does more. At most 90 s.',
    ].join('\n'),
  );
});
