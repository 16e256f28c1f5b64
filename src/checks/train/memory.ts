import { formatBytes } from '../../base/index.ts';
import { networkAtEnd, trainingMemory } from '../../network/index.ts';
import { type Check, networkOf, placeOf } from '../check.ts';

/** A training that cannot fit into the device's memory. */
export const checkMemory: Check<'train'> = function* (train, context) {
  const available = context.world.deviceMemoryBytes;
  const network = networkOf(train, context);
  if (available === undefined || network === null) return;
  const needed = trainingMemory(networkAtEnd(network.value, train.value), train.value.batch);
  if (needed <= available) return;
  yield {
    code: 'memory.exceeds',
    severity: 'warning',
    message: `Training needs at least ${formatBytes(needed)}, the device has ${formatBytes(available)}; lower \`batch\` or take a smaller network.`,
    range: placeOf(train.cell, ['batch']),
  };
};
