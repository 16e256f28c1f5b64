import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { diagnosis, diagnosisOutputs, firstBreakdown } from '../../../src/engine/train/diagnose.ts';
import { planNetwork } from '../../../src/network/index.ts';
import type { NetworkValue } from '../../../src/language/index.ts';
import { batchTensors, hostBatch, tensorsOf, unevenValues } from '../model/tiny.ts';
import { tinyNetwork } from './support.ts';

// Blocks 1.1, 1.2, 2.1, 2.2: states 0 to 4.
const plan = planNetwork(tinyNetwork());

it.each<[string, string[], string | null, 'forward' | 'backward']>([
  ['the images', ['images', 'state/0', 'loss'], 'input', 'forward'],
  ['the stem', ['state/0', 'residual/0', 'loss'], 'stem', 'forward'],
  ['a residual', ['residual/2', 'state/3', 'state/4', 'loss', 'gradient/4'], '2.1', 'forward'],
  ['a sum whose parts were finite', ['state/2', 'loss'], '1.2', 'forward'],
  ['the head', ['loss', 'gradient/4', 'gradient/3'], 'head', 'forward'],
  ['the gradient behind the last block', ['gradient/4', 'gradient/3'], 'head', 'backward'],
  ['a gradient inside', ['gradient/2', 'gradient/1', 'weights/stem'], '2.1', 'backward'],
  ['the weights of a block', ['weights/1.2', 'gradient/0'], '1.2', 'backward'],
  ['the weights of the stem', ['weights/stem'], 'stem', 'backward'],
  ['only their common norm', [], null, 'backward'],
])('%s', (_name, bad, where, pass) => {
  const names = diagnosisOutputs(plan);
  for (const name of bad) expect(names).toContain(name);
  const flags = Object.fromEntries(names.map(name => [name, !bad.includes(name)]));
  expect(firstBreakdown(plan, flags)).toEqual({ where, pass });
});

it.each<[string, Partial<NetworkValue>]>([
  ['with a stem', {}],
  ['without weights in front of the blocks', { stem: { ...tinyNetwork().stem, kernel: null } }],
])('of a network %s gives all that it names', async (_, change) => {
  await tf.setBackend('cpu');
  const whole = planNetwork({ ...tinyNetwork(), ...change });
  tf.tidy(() => {
    const { run } = diagnosis(whole, plainOps, 2, 0);
    const inputs = batchTensors(whole, hostBatch(whole, 2));
    const { outputs } = run(tensorsOf(unevenValues(whole)), inputs);
    expect(Object.keys(outputs).sort()).toEqual(diagnosisOutputs(whole).sort());
  });
});
