import { expect, it } from 'vitest';
import { blockName, nameOfBlock } from '../../src/base/index.ts';

it('calls blocks by stage and place, from 1', () => {
  expect(blockName(1, 3)).toBe('2.4');
  expect([0, 1, 2, 3, 4].map(i => nameOfBlock([2, 0, 2], i))).toEqual([
    ...['1.1', '1.2', '3.1', '3.2'],
    'end',
  ]);
});
