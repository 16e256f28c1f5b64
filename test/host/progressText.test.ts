import { describe, expect, it } from 'vitest';
import type { RunEnding, RunRequest, RunStatus } from '../../src/record/index.ts';
import { endingText, progressText } from '../../src/host/running/progressText.ts';

describe('a run in the status bar', () => {
  it.each([
    ['before its process', run({ life: 'waiting' }), /^digits: waiting since \d\d:\d\d$/],
    ['before its status', run({}), 'digits: starting'],
    [
      'while compiling',
      run({ status: status({ step: 0, phase: 'compiling' }) }),
      'digits: compiling',
    ],
    [
      'training',
      run({ status: status({}) }),
      'digits: step 1,200 of 36,000, loss 0.432, 1 min 30 s left',
    ],
    [
      'evaluating, without loss or estimate',
      run({ status: status({ phase: 'evaluating', secondsLeft: null, metrics: {} }) }),
      'digits: evaluating, step 1,200 of 36,000',
    ],
    ['of another seed', run({ seed: 3 }), 'digits, seed 3: starting'],
  ])('%s', (_, shown, text) => {
    if (typeof text === 'string') expect(progressText(shown)).toBe(text);
    else expect(progressText(shown)).toMatch(text);
  });

  it('counts the others', () => expect(progressText(run({}), 2)).toBe('digits: starting (+2)'));

  it('shows control characters of a name from disk as text', () =>
    expect(progressText(run({ name: 'a\u202eb' }))).toBe('a\\u{202e}b: starting'));
});

it('says how a run ended, with its result', () => {
  const ending = { format: 1, time: '', ending: 'finished' } as const;
  const ended = run({ ending, status: status({ metrics: { test_accuracy: 0.941 } }) });
  expect(endingText(ended, 1)).toBe('digits: finished, test accuracy 94.1 %');
  expect(endingText(ended, 3)).toContain('(last of 3 runs)');
});

function run(of: {
  name?: string;
  seed?: number;
  status?: RunStatus;
  ending?: RunEnding;
  life?: 'waiting' | 'alive';
}) {
  const request = {
    created: new Date().toISOString(),
    variant: { seed: of.seed ?? 1 },
    cell: { name: of.name ?? 'digits', text: '', digest: '' },
  } as RunRequest;
  return {
    request,
    process: null,
    status: of.status ?? null,
    ending: of.ending ?? null,
    life: of.ending ? ('ended' as const) : (of.life ?? 'alive'),
  };
}

function status(of: Partial<RunStatus>): RunStatus {
  return {
    format: 1,
    time: new Date().toISOString(),
    uptime: null,
    state: 'running',
    phase: 'training',
    step: 1200,
    steps: 36000,
    epoch: 1,
    epochs: 30,
    secondsElapsed: 10,
    secondsLeft: 90,
    metrics: { loss: 0.43211 },
    ...of,
  };
}
