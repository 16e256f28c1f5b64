import { describe, expect, it } from 'vitest';
import { freshSeconds, judge, type Evidence } from '../../../src/runs/launch/index.ts';

const base: Evidence = { boot: 'same', disk: 'own', process: 'itself', silentFor: 1 };
const boots = ['same', 'other', 'unsaid'] as const;
const disks = ['own', 'silent', 'shared'] as const;
const processes = ['itself', 'alike', 'another', 'gone', 'hidden', 'unseen'] as const;
const silences = [null, 0, freshSeconds - 1, freshSeconds, 1e9];

const all: Evidence[] = boots.flatMap(boot =>
  disks.flatMap(disk =>
    processes.flatMap(process => silences.map(silentFor => ({ boot, disk, process, silentFor }))),
  ),
);

describe('whether a run lives', () => {
  it.each([
    ['its process is there', {}, 'alive'],
    ['its pid is free', { process: 'gone' }, 'dead'],
    ['its pid belongs to a later process', { process: 'another' }, 'dead'],
    ['it is hidden and wrote a second ago', { process: 'hidden' }, 'alive'],
    ['it is hidden and silent', { process: 'hidden', silentFor: 3600 }, 'unknown'],
    ['it is in a container and wrote a second ago', { process: 'unseen' }, 'alive'],
    ['it is in a container and never wrote', { process: 'unseen', silentFor: null }, 'unknown'],
    ['its machine was started anew', { boot: 'other' }, 'dead'],
    ['it may be on another machine', { boot: 'other', disk: 'shared' }, 'unknown'],
    ['nobody says which boot it is of', { boot: 'unsaid' }, 'unknown'],
  ] as const)('%s: %o', (_, fields, fate) => {
    expect(judge({ ...base, ...fields }).fate).toBe(fate);
  });

  it('is never denied for silence, and never denied of a process that is there', () => {
    for (const evidence of all) {
      const { fate, certain } = judge(evidence);
      const loud = judge({ ...evidence, silentFor: 0 });
      if (loud.fate !== 'dead') expect(fate).not.toBe('dead');
      if (evidence.boot === 'same' && evidence.process === 'itself') expect(fate).toBe('alive');
      if (fate === 'unknown') expect(certain).toBe(false);
      if (fate === 'dead') expect(certain).toBe(true);
    }
  });
});
