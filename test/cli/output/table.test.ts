import { expect, it } from 'vitest';
import { renderBar } from '../../../src/cli/output/bars.ts';
import { left, renderTable, right, shortenRows } from '../../../src/cli/output/table.ts';

it('lines columns up, numbers to the right', () => {
  const lines = renderTable(
    [left('block'), right('norm')],
    [
      ['1.1', '0.5'],
      ['10.12', '12.25'],
    ],
  );
  expect(lines).toEqual(['block   norm', '-----  -----', '1.1      0.5', '10.12  12.25']);
});

it('leaves out the middle of a long list', () => {
  expect(shortenRows([1, 2, 3, 4, 5, 6, 7], 4)).toEqual({ head: [1, 2], left: 3, tail: [6, 7] });
  expect(shortenRows([1, 2], 4)).toEqual({ head: [1, 2], left: 0, tail: [] });
});

it('draws a bar in proportion, to an eighth of a character', () => {
  expect(renderBar(10, 10, 4)).toBe('████');
  expect(renderBar(5, 10, 4)).toBe('██');
  expect(renderBar(1, 32, 4)).toBe('▏');
  expect(renderBar(20, 10, 4)).toBe('████');
  expect(renderBar(null, 10, 4)).toBe('');
  expect(renderBar(1, 0, 4)).toBe('');
});
