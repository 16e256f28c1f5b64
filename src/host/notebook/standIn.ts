import * as vscode from 'vscode';
import type { CellState } from '../../protocol/index.ts';
import type { CellDocument, CellRuns, RunData } from '../data/index.ts';
import type { NotebookServices } from './services.ts';

/* Until runs are connected: every cell is as if it had never run. */

export const standInServices: NotebookServices = {
  runData: () => standInData(),
  cellRuns: () => standInRuns(),
  settings: () => ({
    engine: 'engine: CPU',
    trusted: vscode.workspace.isTrusted,
    bandFactor: 1,
    wordWrap: false,
  }),
  onSettings: listener => vscode.workspace.onDidGrantWorkspaceTrust(listener),
  running: {
    async run(model, cell) {
      const name = model.cells.find(each => each.key === cell)?.name;
      await vscode.commands.executeCommand('residualLab.runCell', model.document.uri, name);
      return 1;
    },
    async stop(model, cell) {
      const name = model.cells.find(each => each.key === cell)?.name;
      await vscode.commands.executeCommand('residualLab.stopCell', model.document.uri, name);
    },
  },
};

function standInData(): RunData {
  return {
    subscribe(_query, onData) {
      const timer = setTimeout(() => onData({ kind: 'none', reason: 'Not connected yet.' }), 0);
      return { update() {}, setVisible() {}, close: () => clearTimeout(timer) };
    },
    notebookChanged() {},
    close() {},
  };
}

function standInRuns(): CellRuns {
  let document: CellDocument | undefined;
  return {
    get states(): CellState[] {
      return (document?.notebook.cells ?? []).map((cell, i) => ({
        cell: document?.keys[i] ?? '',
        status: { status: cell.kind === 'note' || cell.kind === 'network' ? 'still' : 'never' },
        runs: [],
        outOfDate: null,
        prospect: null,
      }));
    },
    onChange: () => ({ close() {} }),
    setNotebook: now => (document = now),
    setVisible() {},
    close() {},
  };
}
