import path from 'node:path';
import { deviceLockFolder } from '../../../runs/queue/index.ts';
import { drainQueue } from '../../../runs/index.ts';
import { exitCodes } from '../../exitCodes.ts';
import { printLine, type Io } from '../../io.ts';
import { resolveStore } from '../../store.ts';

/** Ctrl-C starts nothing more and waits for what runs; a second one leaves it to itself. */
export async function drain(
  options: {
    readonly runs?: string;
    readonly device: readonly string[];
    readonly perDevice: number;
  },
  io: Io,
): Promise<number> {
  const store = path.resolve(resolveStore(options.runs, io));
  const controller = new AbortController();
  let leave: () => void = () => undefined;
  const left = new Promise<'left'>(resolve => {
    leave = () => resolve('left');
  });
  const ignore = io.onInterrupt(() => {
    if (controller.signal.aborted) return leave();
    printLine(io.stderr, 'Nothing more is started. Press Ctrl-C again to leave what runs alone.');
    controller.abort();
  });
  try {
    const drained = await Promise.race([
      left,
      drainQueue({
        store,
        engineScript: io.enginePath,
        locks: deviceLockFolder(io.env),
        perDevice: options.perDevice,
        devices: options.device.length > 0 ? options.device : undefined,
        signal: controller.signal,
        onEvent: text => printLine(io.stdout, `${new Date().toISOString()} ${text}`),
      }),
    ]);
    if (drained === false)
      printLine(io.stdout, `Another process drains the queue of ${store} already.`);
    return controller.signal.aborted ? exitCodes.stopped : exitCodes.ok;
  } finally {
    ignore();
  }
}
