import * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';
import { nameAll } from '../operations/pick.ts';
import { connectPage, type PageOptions } from './webview/connect.ts';

const viewType = 'residualLab.comparison';

/** An editor with the comparison of these runs. */
export function openComparison(runs: readonly RunView[], options: PageOptions): void {
  const names = runs.length === 2 ? runs.map(run => nameAll([run])).join(' and ') : nameAll(runs);
  const column = vscode.ViewColumn.Active;
  const panel = vscode.window.createWebviewPanel(viewType, `Compare ${names}`, column);
  connect(
    panel,
    runs.map(run => run.id),
    options,
  );
}

/** After a reload of the window the editor is there again, with the runs that its page remembered. */
export function reviveComparisons(options: PageOptions): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      await options.runs.ready;
      connect(panel, comparedIn(state), options);
    },
  });
}

function connect(
  panel: vscode.WebviewPanel,
  compared: readonly string[],
  options: PageOptions,
): void {
  const icon = (name: string) => vscode.Uri.joinPath(options.extension, 'media', name);
  panel.iconPath = { light: icon('notebook-light.svg'), dark: icon('notebook-dark.svg') };
  const place = {
    webview: panel.webview,
    isVisible: () => panel.visible,
    onDidChangeVisibility: panel.onDidChangeViewState,
    onDidDispose: panel.onDidDispose,
  };
  connectPage('comparison', place, { ids: () => currentOf(compared, options) }, options);
}

/** A run that was resumed since goes by another id. */
function currentOf(compared: readonly string[], { runs }: PageOptions): string[] {
  return compared.flatMap(id => {
    if (runs.runs.some(run => run.id === id)) return [id];
    return runs.runs.find(run => run.parts.includes(id))?.id ?? [];
  });
}

function comparedIn(state: unknown): string[] {
  if (typeof state !== 'object' || state === null || !('compared' in state)) return [];
  const { compared } = state;
  return Array.isArray(compared) ? compared.filter(id => typeof id === 'string') : [];
}
