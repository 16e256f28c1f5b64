import { expect, it } from 'vitest';
import { deviceNames, parseGpus, type Gpus } from '../../src/system/index.ts';

const listing = `GPU 0: NVIDIA H200 (UUID: GPU-6a2f7b1c-1111-2222-3333-444455556666)
GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-6b00aaaa-1111-2222-3333-444455556666)
  MIG 3g.20gb     Device  0: (UUID: MIG-c7384736-a75d-5afc-978f-d2f1294409fd)
  MIG 3g.20gb     Device  1: (UUID: MIG-a28ad590-3fda-56dd-84fc-0a0b96edc58d)
GPU 2: NVIDIA H200 (UUID: GPU-77770000-1111-2222-3333-444455556666)
`;
const gpus: Gpus = { listed: parseGpus(listing), isThere: true };
const silent: Gpus = { listed: null, isThere: true };
const none: Gpus = { listed: null, isThere: false };

it('reads what nvidia-smi -L lists', () => {
  expect(parseGpus(listing)).toEqual([
    { index: 0, uuid: 'GPU-6a2f7b1c-1111-2222-3333-444455556666', instances: [] },
    {
      index: 1,
      uuid: 'GPU-6b00aaaa-1111-2222-3333-444455556666',
      instances: [
        'MIG-c7384736-a75d-5afc-978f-d2f1294409fd',
        'MIG-a28ad590-3fda-56dd-84fc-0a0b96edc58d',
      ],
    },
    { index: 2, uuid: 'GPU-77770000-1111-2222-3333-444455556666', instances: [] },
  ]);
  expect(parseGpus('No devices found.\n')).toEqual([]);
});

it.each([
  ['unset: the first, on which TensorFlow computes', undefined, gpus, ['0']],
  ['unset where nvidia-smi does not answer', undefined, silent, ['0']],
  ['unset without a GPU', undefined, none, ['cpu']],
  ['a driver without a device', undefined, { listed: [], isThere: true }, ['cpu']],
  ['empty', '', gpus, ['cpu']],
  ['-1', '-1', gpus, ['cpu']],
  ['-1 without a GPU', '-1', none, ['cpu']],
  ['a number', '2', gpus, ['2']],
  ['a number where nothing is known', '2', none, ['2']],
  ['two, in the order of the text', ' 2, 0', gpus, ['2', '0']],
  ['the same twice', '0,0', gpus, ['0']],
  ['nothing behind a device that is not there', '0,7,2', gpus, ['0']],
  ['nothing behind -1', '0,-1,2', gpus, ['0']],
  ['no such device', '7', gpus, ['cpu']],
  ['a UUID', 'GPU-77770000-1111-2222-3333-444455556666', gpus, ['2']],
  ['the beginning of a UUID', 'GPU-6a,2', gpus, ['0', '2']],
  ['a beginning of two UUIDs', 'GPU-6', gpus, ['cpu']],
  ['a UUID of another machine', 'GPU-00', gpus, ['cpu']],
  ['a UUID that nobody can look up', 'GPU-77', silent, ['GPU-77']],
  ['a divided GPU: its first instance', '1', gpus, ['MIG-c7384736-a75d-5afc-978f-d2f1294409fd']],
  [
    'an instance',
    'MIG-a28ad590-3fda-56dd-84fc-0a0b96edc58d',
    gpus,
    ['MIG-a28ad590-3fda-56dd-84fc-0a0b96edc58d'],
  ],
] as const)('names the devices of %s', (_, visible, machine, names) => {
  expect(deviceNames(visible, machine)).toEqual(names);
});
