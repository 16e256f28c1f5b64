import { describe, expect, it } from 'vitest';
import { defined, Random } from '../../../src/base/index.ts';
import {
  canReorder,
  countExchangeablePairs,
  exchangeablePairs,
  planNetwork,
  presetNetwork,
  type NetworkPlan,
} from '../../../src/network/index.ts';
import { orderAfter, planLesions } from '../../../src/studies/lesion/compute.plan.ts';

/** A network with so many blocks in each stage; the first of a stage but the first has a form of its own. */
function blocks(...stages: number[]): NetworkPlan {
  return planNetwork({
    ...presetNetwork({ preset: 'resnet', depth: 8, input: [8, 8, 1], classes: 2 }),
    stages: stages.map((n, s) => ({ blocks: n, filters: 16, stride: s === 0 ? 1 : 2 })),
  });
}

const asked = {
  of: 't',
  remove: null,
  swap: null,
  repeats: 1,
  seed: 1,
  split: 'test',
  examples: null,
} as const;

type Asked = Partial<Parameters<typeof planLesions>[0]>;

const planned = (plan: NetworkPlan, change: Asked) => {
  const { count, lesions } = planLesions({ ...asked, ...change }, plan);
  const found = [...lesions].map(l => ({ ...l, what: `${l.lesion} ${l.choice}` }));
  expect(found).toHaveLength(count);
  return found;
};

const isUnchanged = (order: readonly number[]) => order.every((block, place) => block === place);

describe('the removals of a cell', () => {
  it('can be each block and random sets at once', () => {
    const plan = blocks(2, 2);
    const found = planned(plan, { remove: ['each', 1, 3], repeats: 2 });
    const removed = found.map(({ what, count, repeat }) => `${what} ${count}:${repeat}`);
    expect(removed).toEqual([
      'none none 0:0',
      ...Array<string>(4).fill('remove each 1:0'),
      ...['remove random 1:0', 'remove random 1:1', 'remove random 3:0', 'remove random 3:1'],
    ]);
    expect(found.slice(1, 5).map(l => l.removed)).toEqual([[0], [1], [2], [3]]);
  });

  it('are those that each part gives by itself', () => {
    const plan = blocks(3, 3);
    const both = planned(plan, { remove: [2, 'each', 5], repeats: 3 });
    const each = planned(plan, { remove: 'each' }).slice(1);
    const random = planned(plan, { remove: [2, 5], repeats: 3 }).slice(1);
    expect(both.slice(1)).toEqual([...random.slice(0, 3), ...each, ...random.slice(3)]);
  });

  it.each<[string, Asked, string]>([
    [
      'more blocks than there are',
      { remove: ['each', 5] },
      'asks for 5 blocks, and this network has 4',
    ],
    ['swaps without a pair', { swap: [1] }, 'none can be swapped'],
  ])('are refused: %s', (_, change, words) => {
    expect(() => planned(blocks(1, 1, 1, 1), change)).toThrow(words);
  });

  it('may be of all blocks there are', () => {
    const [, all] = planned(blocks(1, 1, 1, 1), { remove: [4] });
    expect(all?.removed).toEqual([0, 1, 2, 3]);
  });
});

describe('the reorderings of a cell', () => {
  const repeats = 400;

  it('leave another order, and are the first draw wherever that does', () => {
    const plan = blocks(3, 3);
    const pairs = exchangeablePairs(plan);
    let again = 0;
    for (const count of [1, 2, 4])
      planned(plan, { swap: [count], repeats })
        .slice(1)
        .forEach(({ swapped }, repeat) => {
          const random = Random.of(1, 'swap', count, repeat);
          const first = Array.from({ length: count }, () =>
            defined(pairs[random.below(pairs.length)], 'pair'),
          );
          expect(isUnchanged(orderAfter(swapped, 6))).toBe(false);
          if (isUnchanged(orderAfter(first, 6))) again++;
          else expect(swapped).toEqual(first);
        });
    expect(again).toBeGreaterThan(50);
  });

  it('are all as likely: two swaps among three blocks, each of the two rotations half of the time', () => {
    const found = planned(blocks(3), { swap: [2], repeats: 10_000 }).slice(1);
    const left = found.filter(l => orderAfter(l.swapped, 3).join() === '1,2,0').length;
    const right = found.filter(l => orderAfter(l.swapped, 3).join() === '2,0,1').length;
    expect(left + right).toBe(10_000);
    // Four standard deviations of a fair coin.
    expect(Math.abs(left - 5000)).toBeLessThan(200);
  });

  it('are what there is where no swap can change the order', () => {
    const found = planned(blocks(2, 1), { swap: [1, 2, 3], repeats: 2 }).slice(1);
    expect(found.map(l => orderAfter(l.swapped, 3).join())).toEqual([
      ...['1,0,2', '1,0,2'],
      ...['0,1,2', '0,1,2'],
      ...['1,0,2', '1,0,2'],
    ]);
  });
});

describe('blocks that can change places', () => {
  it.each([[[1, 1]], [[2, 1]], [[2, 2]], [[3]], [[2, 3, 3]], [[4, 1, 2]]])(
    'of stages of %j are counted as they are listed, and reordered where some swaps do',
    stages => {
      const plan = blocks(...stages);
      const pairs = exchangeablePairs(plan);
      expect(countExchangeablePairs(plan)).toBe(pairs.length);
      const all = (count: number): (readonly [number, number])[][] =>
        count === 0 ? [[]] : all(count - 1).flatMap(rest => pairs.map(p => [...rest, p]));
      for (const count of [1, 2, 3, 4])
        expect(canReorder(pairs.length, count)).toBe(
          all(count).some(swaps => !isUnchanged(orderAfter(swaps, plan.blocks.length))),
        );
    },
  );
});
