import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeFolder } from '../../../dataset/index.ts';
import { createBatchMaker, type LoaderJob } from './batchMaker.ts';
import { type Loader, LoaderThread } from './loaderThread.ts';

export interface LoaderSettings {
  /** As in `BatchOptions`. */
  readonly worker: string | false | undefined;
  readonly ahead: number;
  /** The index that is asked for after this one, as far as is known. */
  readonly following: (index: number) => number;
}

/** A loader with a thread that works ahead where the bundle of the thread is found, else without. */
export function openLoader(job: LoaderJob, settings: LoaderSettings): Loader {
  const bundle = settings.worker ?? findLoaderBundle();
  if (bundle === false) return inlineLoader(job);
  return new LoaderThread(bundle, job, settings.ahead, settings.following);
}

function findLoaderBundle(): string | false {
  const path = join(codeFolder(), 'loader.js');
  return existsSync(path) ? path : false;
}

function inlineLoader(job: LoaderJob): Loader {
  const make = createBatchMaker(job);
  let waitedMs = 0;
  return {
    batch(index) {
      const start = performance.now();
      const batch = make(index);
      waitedMs += performance.now() - start;
      return Promise.resolve(batch);
    },
    get waitedMs() {
      return waitedMs;
    },
    close: () => Promise.resolve(),
  };
}
