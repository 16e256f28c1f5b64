import { workerData } from 'node:worker_threads';
import { createBatchMaker } from './batches/batchMaker.ts';
import type { LoaderAnswer, LoaderStart } from './batches/loaderThread.ts';

const { job, port } = workerData as LoaderStart;
const make = createBatchMaker(job);

port.on('message', (index: number) => {
  const batch = make(index);
  const answer: LoaderAnswer = { index, batch };
  port.postMessage(answer, [
    batch.images.buffer as ArrayBuffer,
    batch.labels.buffer as ArrayBuffer,
  ]);
});
