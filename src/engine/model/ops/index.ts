import { plainAveragePool } from './averagePool.ts';
import { plainBatchNormInference, plainBatchNormTraining } from './batchNorm.ts';
import { conv } from './conv.ts';
import { plainCrossEntropy } from './crossEntropy.ts';
import { plainGlobalAveragePool } from './globalAveragePool.ts';
import { plainLeakyRelu } from './leakyRelu.ts';
import { padChannels } from './padChannels.ts';
import { plainRelu } from './relu.ts';
import { registerWasmKernels } from './wasmKernels.ts';
import type { Ops } from '../types.ts';

registerWasmKernels();

/** Only operations of TensorFlow.js; works on every backend, and is the oracle of `fusedOps`. */
export const plainOps: Ops = {
  name: 'plain',
  conv,
  relu: plainRelu,
  leakyRelu: plainLeakyRelu,
  batchNormTraining: plainBatchNormTraining,
  batchNormInference: plainBatchNormInference,
  averagePool: plainAveragePool,
  padChannels,
  globalAveragePool: plainGlobalAveragePool,
  crossEntropy: plainCrossEntropy,
};
