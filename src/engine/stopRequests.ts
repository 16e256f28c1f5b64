import { onStopSignal } from '../system/index.ts';

/** Hears the requests that reach this process to stop. */
export interface StopRequests {
  /** Looked at between steps. */
  readonly requested: () => boolean;
  /** Aborted at the first request that anybody looks at. */
  readonly signal: AbortSignal;
  /** From now on, this is looked at too: whether the run folder asks for it. */
  readonly lookAt: (file: () => boolean) => void;
  /** Signals do again what they do by default. */
  readonly release: () => void;
}

/** Looks for requests from now on: one that was there already, which a run is ending for, is none. */
export function askedAnew(requested: () => boolean): () => boolean {
  const before = requested();
  return () => !before && requested();
}

/**
 * Each of the stop signals asks for a graceful stop, however many come: a cluster sends several. To
 * end the process at once there is SIGKILL. Nothing else that takes long may come before this call.
 */
export function listenForStop(): StopRequests {
  const controller = new AbortController();
  let file = (): boolean => false;
  return {
    requested: () => {
      if (!controller.signal.aborted && file()) controller.abort();
      return controller.signal.aborted;
    },
    signal: controller.signal,
    lookAt: look => {
      file = look;
    },
    release: onStopSignal(() => controller.abort()),
  };
}
