import inspector from 'node:inspector';

/**
 * What ends a process in good order: Ctrl-C, `kill` and whoever ends a container or a service, a
 * terminal that is closed, and the two that clusters send some time before they end a job.
 */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

export type StopSignal = (typeof stopSignals)[number];

export function isStopSignal(signal: string | null): signal is StopSignal {
  return stopSignals.some(name => name === signal);
}

/** Calls back at each of the signals until the returned function is called. */
export function onStopSignal(listener: (signal: StopSignal) => void): () => void {
  for (const signal of stopSignals) process.on(signal, listener);
  return () => {
    for (const signal of stopSignals) process.off(signal, listener);
  };
}

/**
 * Arguments for a Node that we start: its debugger has no address to open at. Node opens it at
 * SIGUSR1, and whoever reaches it runs code as us. `--disable-sigusr1` is no way: older Nodes refuse
 * it, and newer ones with it never hand the signal to us. The address is one of those for
 * documentation, which no machine has.
 */
export const withoutDebugger: readonly string[] = ['--inspect-port=192.0.2.1:9229'];

/**
 * Keeps this process's debugger shut, unless it was started to be debugged: a listener takes the
 * place of Node's own for SIGUSR1. A debugger that is open already says that the signal came before:
 * it is closed, and the signal is heard now. Until somebody else listens to the signal, it does what
 * it does to any program.
 */
export function keepDebuggerShut(): void {
  if (process.execArgv.some(isInspect) || /--inspect/.test(process.env['NODE_OPTIONS'] ?? ''))
    return;
  process.on('SIGUSR1', () => {
    if (process.listenerCount('SIGUSR1') === 1) process.exit(128 + 10);
  });
  const look = () => {
    if (inspector.url() === undefined) return;
    inspector.close();
    process.emit('SIGUSR1', 'SIGUSR1');
  };
  look();
  // Node opens it some moments after the signal.
  for (const ms of [1, 50, 250]) setTimeout(look, ms).unref();
}

/** Whether a process that was started `withoutDebugger` printed that it got SIGUSR1 before it listened. */
export function gotSignalEarly(printed: string): boolean {
  return /^Starting inspector on 192\.0\.2\.1:9229 failed/m.test(printed);
}

function isInspect(argument: string): boolean {
  return argument.startsWith('--inspect') && !withoutDebugger.includes(argument);
}
