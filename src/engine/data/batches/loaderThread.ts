import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import { defined } from '../../../base/index.ts';
import type { Batch } from '../types.ts';
import type { LoaderJob } from './batchMaker.ts';

/** Gives batches by index and measures how long its caller waits for them. */
export interface Loader {
  batch(index: number): Promise<Batch>;
  readonly waitedMs: number;
  close(): Promise<void>;
}

/** What the thread is started with, and what it answers a batch's index with. */
export interface LoaderStart {
  readonly job: LoaderJob;
  readonly port: MessagePort;
}
export interface LoaderAnswer {
  readonly index: number;
  readonly batch: Batch;
}

interface Waiting {
  readonly promise: Promise<Batch>;
  readonly resolve: (batch: Batch) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Batches from a thread that works `ahead` of the caller, also while a step of the device blocks
 * this one. Memory of a split on a SharedArrayBuffer is shared; batches are moved, not copied.
 * The thread keeps the process alive only while somebody waits for a batch.
 */
export class LoaderThread implements Loader {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #ahead: number;
  readonly #following: (index: number) => number;
  readonly #ready = new Map<number, Batch>();
  readonly #asked = new Set<number>();
  readonly #waiting = new Map<number, Waiting>();
  #failure: Error | null = null;
  #waitedMs = 0;

  constructor(bundle: string, job: LoaderJob, ahead: number, following: (index: number) => number) {
    const { port1, port2 } = new MessageChannel();
    const start: LoaderStart = { job, port: port2 };
    this.#port = port1;
    this.#ahead = ahead;
    this.#following = following;
    this.#worker = new Worker(bundle, { workerData: start, transferList: [port2], execArgv: [] });
    this.#worker.on('error', cause => this.#fail(new Error('the data loader failed', { cause })));
    this.#worker.on('exit', code => this.#fail(new Error(`the data loader ended (code ${code})`)));
    this.#worker.unref();
    port1.on('message', (answer: LoaderAnswer) => this.#take(answer));
    port1.unref();
  }

  get waitedMs(): number {
    return this.#waitedMs;
  }

  async batch(index: number): Promise<Batch> {
    const start = performance.now();
    this.#drain();
    this.#ask(index);
    const batch = this.#ready.get(index) ?? (await this.#wait(index));
    this.#ready.delete(index);
    this.#waitedMs += performance.now() - start;
    return batch;
  }

  async close(): Promise<void> {
    this.#fail(new Error('the data loader was closed'));
    this.#port.close();
    await this.#worker.terminate();
  }

  /** Takes what has arrived while this thread was busy, without a turn of the event loop. */
  #drain(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (!received) return;
      this.#take(received.message as LoaderAnswer);
    }
  }

  /** Asks for this batch and those that follow; after a jump drops what is no longer wanted. */
  #ask(index: number): void {
    const wanted = [index];
    for (let i = 0; i < this.#ahead; i++) wanted.push(this.#following(wanted[i] as number));
    for (const kept of this.#ready.keys()) if (!wanted.includes(kept)) this.#ready.delete(kept);
    for (const next of wanted) {
      if (this.#ready.has(next) || this.#asked.has(next)) continue;
      this.#asked.add(next);
      this.#port.postMessage(next);
    }
  }

  #take({ index, batch }: LoaderAnswer): void {
    this.#asked.delete(index);
    const waiting = this.#waiting.get(index);
    if (!waiting) {
      this.#ready.set(index, batch);
      return;
    }
    this.#waiting.delete(index);
    if (this.#waiting.size === 0) this.#port.unref();
    waiting.resolve(batch);
  }

  #wait(index: number): Promise<Batch> {
    if (this.#failure) return Promise.reject(this.#failure);
    this.#port.ref();
    const known = this.#waiting.get(index);
    if (known) return known.promise;
    let settle: Omit<Waiting, 'promise'> | undefined;
    const promise = new Promise<Batch>((resolve, reject) => (settle = { resolve, reject }));
    this.#waiting.set(index, { promise, ...defined(settle, 'the executor of a promise') });
    return promise;
  }

  #fail(reason: Error): void {
    this.#failure ??= reason;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#failure);
    this.#waiting.clear();
    this.#port.unref();
  }
}
