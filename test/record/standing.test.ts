import { describe, expect, it } from 'vitest';
import {
  standingSentence,
  standingWords,
  stateName,
  stateOf,
  type KnownRun,
  type RunStatus,
} from '../../src/record/index.ts';
import { someRequest } from '../support/runFolder.ts';

const status = {
  time: '2026-11-21T12:00:00Z',
  state: 'running',
  phase: 'training',
  step: 412,
  steps: 600,
  secondsLeft: 67,
  metrics: {},
} as unknown as RunStatus;
const known = (more: Partial<KnownRun>): KnownRun => ({
  request: { ...someRequest(), format: 1, id: 'x', created: '2026-11-21T11:00:00Z' } as never,
  process: null,
  status: null,
  ending: null,
  life: 'waiting',
  ...more,
});

describe('how a run stands', () => {
  it('is known from its files, its process and the queue', () => {
    expect(stateOf(known({}), { ahead: 2 })).toEqual({ state: 'queued', ahead: 2 });
    expect(stateOf(known({}))).toEqual({ state: 'starting', phase: 'starting' });
    expect(stateOf(known({ life: 'alive', status }), { stopping: true })).toEqual({
      state: 'running',
      phase: 'training',
      stopping: true,
      secondsLeft: 67,
      problem: null,
    });
    const early = { ...status, step: 9 };
    expect(stateOf(known({ life: 'alive', status: early }))).toHaveProperty('secondsLeft', null);
    expect(stateOf(known({ life: 'dead' }))).toMatchObject({ state: 'crashed' });
    expect(stateOf(known({ life: 'unknown', status }))).toEqual({
      state: 'silent',
      since: status.time,
    });
    const failed = {
      ...{ format: 1, time: '', ending: 'failed', step: 3, block: null, code: 'x' },
      message: 'The loss is NaN.',
    } as const;
    expect(
      stateOf(known({ life: 'ended', ending: failed as never }), { advice: () => 'Try less.' }),
    ).toEqual({ state: 'failed', message: 'The loss is NaN.', advice: 'Try less.' });
  });

  it('has one name for programs', () => {
    const names = (['waiting', 'alive', 'dead', 'unknown'] as const).map(life =>
      stateName(known({ life })),
    );
    expect(names).toEqual(['waiting', 'running', 'lost', 'unknown']);
    const ending = { format: 1, time: '', ending: 'finished' } as const;
    expect(stateName(known({ life: 'ended', ending }))).toBe('finished');
  });

  const run = { step: 412, steps: 600, secondsElapsed: 120, kind: 'train' };
  it.each([
    [{ state: 'queued', ahead: 0 }, 'queued', 'is next.'],
    [{ state: 'queued', ahead: 3 }, 'queued · 3 ahead', 'waits for 3 runs before it.'],
    [{ state: 'starting', phase: 'compiling' }, 'compiling', 'is starting: compiling.'],
    [
      { state: 'running', phase: 'training', stopping: false, secondsLeft: 67 },
      'step 412 of 600 · 1 min 07 s left',
      'is at step 412 of 600 after 2 min 00 s, 1 min 07 s left.',
    ],
    [
      { state: 'running', phase: 'training', stopping: true, secondsLeft: 67 },
      'step 412 of 600 · stopping',
      'stops: it writes a checkpoint of step 412.',
    ],
    [{ state: 'finished' }, 'finished · 2 min 00 s', 'finished 600 steps in 2 min 00 s.'],
    [
      { state: 'stopped' },
      'stopped at 412 of 600',
      'was stopped at step 412 of 600 after 2 min 00 s.',
    ],
    [
      { state: 'failed', message: 'The loss\nis NaN', advice: 'Try less' },
      'failed at step 412 · The loss is NaN',
      'failed at step 412 of 600: The loss\nis NaN. Try less.',
    ],
    [
      { state: 'refused', message: 'No data.', advice: null },
      'refused · No data.',
      'was refused: No data.',
    ],
  ] as const)('%o in words', (life, words, sentence) => {
    const { main, rest } = standingWords({ ...run, life });
    expect([main, ...rest].join(' · ')).toBe(words);
    expect(standingSentence({ ...run, life })).toBe(sentence);
  });
});
