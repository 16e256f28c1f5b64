import * as vscode from 'vscode';
import type { NotebookSettings } from '../../protocol/index.ts';
import {
  askingOfCell,
  createCellRuns,
  createRunData,
  networkData,
  type CellRuns,
  type NotebookText,
  type RunData,
  type RunIndex,
} from '../data/index.ts';
import { loadedEngine } from '../../record/index.ts';
import { recipeOfCell } from '../../results/index.ts';
import type { Host } from '../host.ts';
import { readBandFactor, readSettings } from '../settings.ts';
import type { NotebookModel } from './notebookModel.ts';
import type { NotebookServices, RunningService, ServicesOfRuns } from './services.ts';

export interface RunServicesOptions {
  readonly host: Host;
  readonly stores: () => readonly string[];
  readonly index: RunIndex;
  readonly running: RunningService;
  readonly ofRuns: ServicesOfRuns;
}

/** Connects notebooks with the runs of the workspace. */
export function runServices({
  host,
  stores,
  index,
  running,
  ofRuns,
}: RunServicesOptions): NotebookServices {
  return {
    runData: (model, cellRuns) => notebookData(model, cellRuns, { stores, index }),
    cellRuns: () => createCellRuns(index, host.context.workspaceState),
    settings: model => settingsOf(model, index),
    onSettings: listener => {
      const heard = index.onChange(listener);
      return vscode.Disposable.from(
        { dispose: () => heard.close() },
        vscode.workspace.onDidGrantWorkspaceTrust(listener),
        vscode.workspace.onDidChangeConfiguration(event => {
          const keys = ['residualLab', 'editor.wordWrap'];
          if (keys.some(key => event.affectsConfiguration(key))) listener();
        }),
      );
    },
    textOfRun: id => index.find(id)?.run.request.cell.text,
    running,
    ofRuns,
  };
}

/** Networks are drawn from the text now, or from the last one in which they had no mistakes. */
function notebookData(
  model: NotebookModel,
  cellRuns: CellRuns,
  { stores, index }: Pick<RunServicesOptions, 'stores' | 'index'>,
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
    network: query => networkData(query, now(), valid.get(query.network) ?? null),
    recipe: cell => recipeOfCell(model.notebook, cell),
    runs: index,
    figures: query =>
      askingOfCell(query, {
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

function settingsOf(model: NotebookModel, index: RunIndex): NotebookSettings {
  const { uri } = model.document;
  const wrap = vscode.workspace.getConfiguration('editor', model.document).get<unknown>('wordWrap');
  return {
    engine: engineText(index, readSettings(uri).engine),
    trusted: vscode.workspace.isTrusted,
    bandFactor: readBandFactor(model.document.uri),
    wordWrap: wrap !== 'off',
  };
}

/** What computed last here; before the first run what is set. */
function engineText(index: RunIndex, set: string): string {
  const process = index.runs.map(({ run }) => loadedEngine(run.process)).findLast(p => p !== null);
  if (process === undefined)
    return set === 'auto' ? 'engine: chosen at the first run' : `engine: ${set}`;
  const short = process.device.split(',')[0] ?? process.device;
  return process.engine === 'tensorflow'
    ? `engine: ${short}`
    : `engine: ${process.engine}, ${short}`;
}
