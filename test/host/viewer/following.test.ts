import { expect, it } from 'vitest';
import { Following } from '../../../src/host/viewer/following.ts';

it('looks at the runs while one view of two is visible, and not before or after', () => {
  const told: boolean[] = [];
  const following = new Following({ setVisible: visible => told.push(visible) });
  const [tree, details] = [following.follow(), following.follow()];
  tree.dispose();
  tree.dispose();
  expect(told).toEqual([false, true]);
  details.dispose();
  expect(told).toEqual([false, true, false]);
});
