import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { crashEnding } from '../../src/store/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

const found = { exitCode: null, signal: 'SIGKILL', what: 'the engine was killed by SIGKILL' };

function endingAfter(...lines: readonly string[]) {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'log.txt'), `${lines.join('\n')}\n`);
  return crashEnding(folder, found);
}

it('quotes what a run printed last, without what TensorFlow says of itself', () => {
  const ending = endingAfter(
    'network of 9 blocks compiled in 3.1 s',
    '2026-01-01 10:00:00.123456: I tensorflow/core/platform/cpu_feature_guard.cc:210] This binary is',
    'To enable the following instructions: AVX2 FMA, rebuild TensorFlow.',
    'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
    'I0000 00:00:1767261600.123456 4711 gpu_device.cc:2022] Created device',
    '2026-01-01 10:00:01.1: E tensorflow/core/framework/op.cc:1] something broke',
    'epoch 1 of 4',
  );
  expect(ending).toMatchObject({
    outOfMemory: false,
    message: [
      'the engine was killed by SIGKILL. It last printed:',
      'network of 9 blocks compiled in 3.1 s',
      '2026-01-01 10:00:01.1: E tensorflow/core/framework/op.cc:1] something broke',
      'epoch 1 of 4',
    ].join('\n'),
  });
});

it('takes a warning of TensorFlow that memory ran out for what it is', () => {
  const line =
    '2026-01-01 10:00:00.1: W tensorflow/tsl/bfc_allocator.cc:1] Allocator ran out of memory';
  expect(endingAfter('epoch 1', line)).toMatchObject({ outOfMemory: true });
});
