import { expect, it } from 'vitest';
import { renderBar } from '../../src/figures/terminal/bars.ts';

it('draws a bar in proportion, to an eighth of a character', () => {
  expect(renderBar(10, 10, 4)).toBe('████');
  expect(renderBar(5, 10, 4)).toBe('██');
  expect(renderBar(1, 32, 4)).toBe('▏');
  expect(renderBar(20, 10, 4)).toBe('████');
  expect(renderBar(NaN, 10, 4)).toBe('');
  expect(renderBar(1, 0, 4)).toBe('');
});
