import { expect, it } from 'vitest';
import { allInOrder } from '../../../src/engine/data/formats/allInOrder.ts';

const after = (ms: number, fail: string): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(fail)), ms));

it('fails with the first of the list, whichever fails first', async () => {
  await expect(allInOrder([after(20, 'first'), after(1, 'second')])).rejects.toThrow('first');
});

it('gives all values', async () => {
  await expect(allInOrder([Promise.resolve(1), Promise.resolve('x')])).resolves.toEqual([1, 'x']);
});
