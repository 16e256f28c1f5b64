import { networkAtEnd, trainingMemory } from '../../network/index.ts';
import { type Check, networkOf, placeOf } from '../check.ts';

/** A training that cannot fit into the device's memory. */
export const checkMemory: Check<'train'> = function* (train, context) {
  const available = context.world.deviceMemoryBytes;
  const network = networkOf(train, context);
  if (available === undefined || network === null) return;
  const needed = trainingMemory(networkAtEnd(network.value, train.value), train.value.batch);
  if (needed <= available) return;
  const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  yield {
    code: 'memory.exceeds',
    severity: 'warning',
    message: `Training needs at least ${gibibytes(needed)}, the device has ${gibibytes(available)}; lower \`batch\` or take a smaller network.`,
    range: placeOf(train.cell, ['batch']),
  };
};
