import { expect, it } from 'vitest';
import { Replacements } from '../../../src/host/notebook/replacements.ts';

it('tells which editor took the place of a closed one, in either order, and each once', () => {
  const found = new Replacements<string>();
  expect(found.opened('a', 1000)).toBe(null);
  expect(found.closed(1002)).toBe('a');
  expect(found.closed(1003)).toBe(null);
  expect(found.opened('b', 1004)).toBe('b');
  expect(found.opened('c', 1005)).toBe(null);
  expect(found.closed(2000)).toBe(null);
  expect(found.opened('d', 3000)).toBe(null);
});
