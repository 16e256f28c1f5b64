import { expect, it } from 'vitest';
import { parseRuntimeLog } from '../../../src/engine/native/log.ts';

const START = `
I0000 00:00:1.2 1 gpu_device.cc:2020] Created device /job:localhost/replica:0/task:0/device:GPU:0 with 134000 MB memory:  -> device: 0, name: NVIDIA H200, pci bus id: 0000:04:00.0, compute capability: 9.0
I0000 00:00:1.2 1 gpu_device.cc:2020] Created device /job:localhost/replica:0/task:0/device:GPU:1 with 22000 MB memory:  -> device: 1, name: NVIDIA A10G, pci bus id: 0000:05:00.0, compute capability: 8.6
I0000 00:00:1.3 1 gpu_device.cc:2020] Created device /job:localhost/replica:0/task:0/device:GPU:0 with 134000 MB memory:  -> device: 0, name: NVIDIA H200, pci bus id: 0000:04:00.0, compute capability: 9.0
I0000 00:00:1.4 2 cuda_dnn.cc:529] Loaded cuDNN version 92800
`;

it('reads each device once, and the version of cuDNN', () => {
  const log = parseRuntimeLog(START);
  expect(log.gpus.map(g => [g.device, g.name, g.memoryMB, g.computeCapability])).toEqual([
    ['/device:GPU:0', 'NVIDIA H200', 134000, '9.0'],
    ['/device:GPU:1', 'NVIDIA A10G', 22000, '8.6'],
  ]);
  expect(log.cudnn).toBe('9.28.0');
  expect(log.missingLibraries).toEqual([]);
});

it('reads the version scheme of cuDNN 8', () => {
  expect(parseRuntimeLog('Loaded cuDNN version 8907').cudnn).toBe('8.9.7');
});
