/** Hears the requests that reach this process to stop. */
export interface StopRequests {
  /** Looked at between steps. */
  readonly requested: () => boolean;
  /** Aborted at the first request that anybody looks at. */
  readonly signal: AbortSignal;
  /** Signals do again what they do by default. */
  readonly release: () => void;
}

/** Looks for requests from now on: one that was there already, which a run is ending for, is none. */
export function askedAnew(requested: () => boolean): () => boolean {
  const before = requested();
  return () => !before && requested();
}

/**
 * SIGINT (Ctrl-C) and SIGTERM ask for a graceful stop; the second one ends the process at once, as
 * it would have without us. `file` says whether the run folder asks for it.
 */
export function listenForStop(file: () => boolean): StopRequests {
  const controller = new AbortController();
  const onSignal = (): void => {
    controller.abort();
    release();
  };
  const release = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    requested: () => {
      if (!controller.signal.aborted && file()) controller.abort();
      return controller.signal.aborted;
    },
    signal: controller.signal,
    release,
  };
}
