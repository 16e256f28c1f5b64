import type { Data, Query } from './data.ts';
import type { RunView } from './runs.ts';

/** What the run viewer's webview may ask; each is answered once. */
export interface RunViewerRequests {
  act: [{ readonly action: RunAction; readonly runs: readonly string[] }, Record<string, never>];
  /** Opens the dialog for a fork from one of the checkpoints. */
  fork: [{ readonly run: string; readonly step: number | null }, Record<string, never>];
  annotate: [
    { readonly run: string; readonly tags: readonly string[]; readonly note: string },
    Record<string, never>,
  ];
  export: [
    { readonly name: string; readonly content: string | Uint8Array },
    { readonly saved: boolean },
  ];
}

export type RunAction =
  | 'stop'
  | 'resume'
  | 'runNext'
  | 'delete'
  | 'reveal'
  | 'copyCommand'
  | 'openCell'
  | 'showLog'
  | 'compare';

/** From the host, without being asked. */
export type RunViewerNews =
  /**
   * The runs that are shown, in the order of the tree, with slots that differ. `selected` counts all
   * that are selected: there may be more than can be shown.
   */
  | { readonly news: 'selection'; readonly runs: readonly RunView[]; readonly selected: number }
  | { readonly news: 'data'; readonly subscription: number; readonly data: Data }
  | { readonly news: 'settings'; readonly trusted: boolean };

/** From the webview, without an answer. */
export type RunViewerNotices =
  | { readonly notice: 'ready' }
  | { readonly notice: 'subscribe'; readonly subscription: number; readonly query: Query }
  | { readonly notice: 'unsubscribe'; readonly subscription: number }
  | { readonly notice: 'visible'; readonly subscriptions: readonly number[] };
