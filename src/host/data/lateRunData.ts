import type { Query } from '../../protocol/index.ts';
import type { RunData, Subscription } from './types.ts';

/** A `RunData` that is loaded with the first query; a page that shows no run asks none. */
export function lateRunData(load: () => Promise<RunData>): RunData {
  let loading: Promise<RunData> | undefined;
  const withData = (work: (data: RunData) => void) => void loading?.then(work);
  return {
    subscribe: (first, onData) => {
      loading ??= load();
      let query: Query = first;
      let isVisible = true;
      let isClosed = false;
      let made: Subscription | undefined;
      withData(data => {
        if (isClosed) return;
        made = data.subscribe(first, onData);
        if (query !== first) made.update(query);
        if (!isVisible) made.setVisible(false);
      });
      return {
        update: other => {
          query = other;
          made?.update(other);
        },
        setVisible: visible => {
          isVisible = visible;
          made?.setVisible(visible);
        },
        close: () => {
          isClosed = true;
          made?.close();
        },
      };
    },
    notebookChanged: () => withData(data => data.notebookChanged()),
    runsChanged: () => withData(data => data.runsChanged()),
    close: () => withData(data => data.close()),
  };
}
