import { expect, it } from 'vitest';
import { left, renderTable, right, shortenRows } from '../../src/base/index.ts';

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
