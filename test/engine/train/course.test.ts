import { expect, it } from 'vitest';
import { courseOf, growthsDue, isDue } from '../../../src/engine/train/course.ts';

const paper = courseOf({ epochs: 160, warmup: 0, grow: { at: [60, 110], momentum: 'zero' } }, 500);

it('counts a training in steps', () => {
  expect(paper.steps).toBe(80_000);
});

// Multi-level training, facts 1.3: cycles of 30,000, 25,000 and 25,000 steps.
it.each([
  [0, 0],
  [29_999, 0],
  [30_000, 1],
  [54_999, 1],
  [55_000, 2],
  [79_999, 2],
])('after %i steps %i growths are due', (step, growths) => {
  expect(growthsDue(paper, step)).toBe(growths);
});

it.each<[string, number, number, number[]]>([
  ['every epoch', 1, 4, [4, 8, 12]],
  ['twice an epoch', 0.5, 4, [2, 4, 6, 8, 10, 12]],
  ['every other epoch, and at the end', 2, 4, [8, 12]],
  ['three times an epoch of 4 steps', 1 / 3, 4, [1, 3, 4, 5, 7, 8, 9, 11, 12]],
  ['more often than there are steps', 0.1, 4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ['only at the end', 0, 4, [12]],
])('%s', (_name, every, stepsPerEpoch, expected) => {
  const course = courseOf({ epochs: 3, warmup: 0, grow: null }, stepsPerEpoch);
  const due = Array.from({ length: 13 }, (_, step) => step).filter(s => isDue(course, every, s));
  expect(due).toEqual(expected);
});

it.each([0.01, 1e-9, 0.0166])('refuses %d epochs of 30 steps, which are no step', epochs => {
  const recipe = { epochs, warmup: 0, grow: null };
  expect(() => courseOf(recipe, 30)).toThrow(/nothing would be trained. Write at least 0.03/);
  expect(courseOf({ ...recipe, epochs: 0.03 }, 30).steps).toBe(1);
});
