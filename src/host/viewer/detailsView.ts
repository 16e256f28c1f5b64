import * as vscode from 'vscode';
import type { RunsTree } from './tree/runsTree.ts';
import { connectPage, type PageOptions } from './webview/connect.ts';

/** The view below the tree: curves and differences of the selected runs. */
export function showRunDetails(tree: RunsTree, options: PageOptions): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider('residualLab.runDetails', {
    resolveWebviewView: view => {
      const place = {
        webview: view.webview,
        isVisible: () => view.visible,
        onDidChangeVisibility: view.onDidChangeVisibility,
        onDidDispose: view.onDidDispose,
      };
      const selected = { ids: () => tree.selectedIds, onDidChange: tree.onDidSelect };
      connectPage('details', place, selected, options);
    },
  });
}
