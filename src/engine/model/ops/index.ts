import { fusedActivations, plainActivations } from './activations.ts';
import { fusedAveragePool, plainAveragePool } from './averagePool.ts';
import {
  fusedBatchNormInference,
  fusedBatchNormTraining,
  plainBatchNormInference,
  plainBatchNormTraining,
} from './batchNorm.ts';
import { conv } from './conv.ts';
import { fusedCrossEntropy, plainCrossEntropy } from './crossEntropy.ts';
import { fusedGlobalAveragePool, plainGlobalAveragePool } from './globalAveragePool.ts';
import { fusedLeakyRelu, plainLeakyRelu } from './leakyRelu.ts';
import { fusedMaxPool, plainMaxPool } from './maxPool.ts';
import { padChannels } from './padChannels.ts';
import { preciseBatchNormTraining } from './preciseBatchNorm.ts';
import { fusedRelu, plainRelu } from './relu.ts';
import { fusedSampleNorms, plainSampleNorms } from './sampleNorms.ts';
import type { Engine } from '../../types.ts';
import type { Ops } from '../types.ts';

/** Only operations of TensorFlow.js; works on every backend, and is the oracle of `fusedOps`. */
export const plainOps: Ops = {
  name: 'plain',
  ...plainActivations,
  conv,
  relu: plainRelu,
  leakyRelu: plainLeakyRelu,
  batchNormTraining: plainBatchNormTraining,
  batchNormInference: plainBatchNormInference,
  averagePool: plainAveragePool,
  maxPool: plainMaxPool,
  padChannels,
  globalAveragePool: plainGlobalAveragePool,
  crossEntropy: plainCrossEntropy,
  sampleNorms: plainSampleNorms,
};

/** TensorFlow's own forward and backward ops; only for the TensorFlow runtime. */
export const fusedOps: Ops = {
  name: 'fused',
  ...fusedActivations,
  conv,
  relu: fusedRelu,
  leakyRelu: fusedLeakyRelu,
  batchNormTraining: fusedBatchNormTraining,
  batchNormInference: fusedBatchNormInference,
  averagePool: fusedAveragePool,
  maxPool: fusedMaxPool,
  padChannels,
  globalAveragePool: fusedGlobalAveragePool,
  crossEntropy: fusedCrossEntropy,
  sampleNorms: fusedSampleNorms,
};

/**
 * The ops of an engine: for trainings the fastest, for studies the fastest that keep the last digits
 * of a batch's statistics.
 */
export function opsFor(
  engine: Pick<Engine, 'name'>,
  purpose: 'training' | 'study' = 'training',
): Ops {
  const fastest = engine.name === 'tensorflow' ? fusedOps : plainOps;
  if (purpose === 'training') return fastest;
  return { ...fastest, batchNormTraining: preciseBatchNormTraining };
}
