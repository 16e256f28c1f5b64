import {
  askingOfQuery,
  createRunData,
  networkData,
  type CellRuns,
  type NotebookText,
  type RunData,
} from '../data/index.ts';
import type { Host } from '../host.ts';
import { readBandFactor } from '../settings.ts';
import type { NotebookModel } from './notebookModel.ts';

/**
 * What views of a notebook ask of runs and of its text. Networks are drawn from the text now, or from the last
 * one in which they had no mistakes.
 */
export function notebookData(
  { stores, runs }: Host,
  model: NotebookModel,
  cellRuns: CellRuns,
): RunData {
  const valid = new Map<string, NotebookText>();
  const now = (): NotebookText => {
    const shown = { notebook: model.notebook, text: model.lines.text };
    for (const { kind, name, value } of shown.notebook.cells)
      if (kind === 'network' && value !== null) valid.set(name, shown);
    return shown;
  };
  now();
  const data = createRunData({
    stores,
    runs,
    network: query => networkData(query, now(), valid.get(query.network) ?? null),
    figures: query =>
      askingOfQuery(query, {
        notebook: model.notebook,
        path: model.path,
        keys: model.cells.map(({ key }) => key),
        states: cellRuns.states,
        bandFactor: readBandFactor(model.document.uri),
      }),
  });
  return {
    subscribe: (query, onData) => data.subscribe(query, onData),
    notebookChanged: () => {
      now();
      data.notebookChanged();
    },
    runsChanged: () => data.runsChanged(),
    close: () => data.close(),
  };
}
