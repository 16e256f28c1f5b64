import path from 'node:path';
import { formatPlural } from '../../../base/index.ts';
import { deviceLockFolder, ownersOf, takeOver } from '../../../runs/queue/index.ts';
import { drainQueue } from '../../../runs/index.ts';
import { exitCodes } from '../../exitCodes.ts';
import { printLine, type Io } from '../../io.ts';
import { resolveStore } from '../../store.ts';

/**
 * Runs what this user queued, and with `--all` what waits now of others, which is his from then on.
 * Ctrl-C starts nothing more and waits for what runs; a second one leaves it to itself.
 */
export async function drain(
  options: {
    readonly runs?: string;
    readonly device: readonly string[];
    readonly perDevice: number;
    readonly all?: boolean;
  },
  io: Io,
): Promise<number> {
  const store = path.resolve(resolveStore(options.runs, io));
  const { others } = ownersOf(store, io.env);
  const left = options.all === true ? takeOver(store, others, io.env) : others;
  if (left.length > 0) printLine(io.stderr, notRun(left, options.all === true));
  const controller = new AbortController();
  let leave: () => void = () => undefined;
  const leaving = new Promise<'left'>(resolve => {
    leave = () => resolve('left');
  });
  const ignore = io.onInterrupt(() => {
    if (controller.signal.aborted) return leave();
    printLine(
      io.stderr,
      'Nothing more is started; what runs is waited for. Ctrl-C again leaves it to itself.',
    );
    controller.abort();
  });
  try {
    const drained = await Promise.race([
      leaving,
      drainQueue({
        store,
        engineScript: io.enginePath,
        locks: deviceLockFolder(io.env),
        cacheEnv: io.env,
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

function notRun(left: readonly { readonly run: string }[], all: boolean): string {
  const names = left.slice(0, 5).map(({ run }) => run);
  const more = left.length > names.length ? `, and ${left.length - names.length} more` : '';
  const what = `${formatPlural(left.length, 'run')} that you did not queue here: ${names.join(', ')}${more}`;
  return all
    ? `Not run: ${what}. No cache folder can remember them; set HOME or RESIDUAL_LAB_CACHE.`
    : `Not run: ${what}. Another user queued them, or they came with the folder. 'reslab queue drain --all' runs them, too.`;
}
