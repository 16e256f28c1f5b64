import { expect, it } from 'vitest';
import { studyTable } from '../../../src/cli/run/studyTable.ts';

const none = () => [];
const lesionOf = (remove: unknown) => ({ kind: 'lesion', value: { remove } }) as const;

function removed(count: number, repeat: number, error: number) {
  return { lesion: 'remove', count, repeat, block: null, tau: 1, error, examples: 10 };
}

const intact = {
  lesion: 'none',
  count: 0,
  repeat: 0,
  block: null,
  tau: 1,
  error: 0.1,
  examples: 10,
};

it('shows random removals by number: median, lowest, highest over the repeats', () => {
  const rows = [intact, removed(2, 0, 0.4), removed(2, 1, 0.2), removed(2, 2, 0.9)];
  expect(studyTable(lesionOf([2]), rows, none)).toEqual([
    '  whole network: error 10.0 % on 10 examples',
    '  changed           median error  lowest  highest   cost',
    '  ----------------  ------------  ------  -------  -----  ------------------------',
    '  2 blocks removed        40.0 %  20.0 %   90.0 %  +30.0  ████████████████████████',
  ]);
});

it('shows random removals of one block as what they are, not by block', () => {
  const one = (block: number, repeat: number, error: number) => ({
    ...removed(1, repeat, error),
    block,
  });
  const rows = [intact, one(0, 0, 0.2), one(2, 1, 0.4), one(0, 2, 0.3), removed(3, 0, 0.9)];
  const [, , , single, triple, ...more] = studyTable(lesionOf([1, 3]), rows, none);
  expect(single).toMatch(/^ {2}1 block removed +30\.0 % +20\.0 % +40\.0 % /);
  expect(triple).toMatch(/^ {2}3 blocks removed +90\.0 % /);
  expect(more).toEqual([]);
  const each = studyTable(lesionOf('each'), [intact, one(0, 0, 0.2), one(1, 0, 0.4)], () => [
    '1.1',
    '2.1',
  ]);
  expect(each.slice(3).map(line => line.trim().slice(0, 11))).toEqual([
    '1.1 removed',
    '2.1 removed',
  ]);
});

it('shows swaps with the mean of tau', () => {
  const swapped = (tau: number, error: number) => ({
    ...removed(1, 0, error),
    lesion: 'swap',
    tau,
  });
  const lines = studyTable(lesionOf(null), [intact, swapped(0.5, 0.2), swapped(0.25, 0.4)], none);
  expect(lines[3]).toMatch(/^ {2}1 pair swapped +30\.0 % +20\.0 % +40\.0 % +0\.3750 +\+20\.0/);
});

it('shortens a long table in the middle', () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({
    name: `1.${i}`,
    state: 1,
    residual: 1,
    gradient: 1,
    ratio: 1,
  }));
  const lines = studyTable({ kind: 'norms', value: {} }, rows, none);
  expect(lines).toHaveLength(2 + 60 + 1);
  expect(lines.at(-1)).toContain('1.99');
  expect(lines.join('\n')).toContain('(40 more)');
});
