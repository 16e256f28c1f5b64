import * as vscode from 'vscode';
import { canRunCell } from './canRunCell.ts';
import type { RunningService } from './services.ts';

/** Runs cells by the commands of the extension, one after the other. */
export const commandRunning: RunningService = {
  async run(model, key, what) {
    const { cells, document } = model;
    const at = cells.findIndex(cell => cell.key === key);
    const chosen =
      what === 'all' ? cells : what === 'above' ? cells.slice(0, at) : cells.slice(at, at + 1);
    let started = 0;
    for (const { name } of chosen.filter(canRunCell)) {
      await vscode.commands.executeCommand('residualLab.runCell', document.uri, name);
      started++;
    }
    return started;
  },
  async stop(model, key) {
    const chosen = model.cells.filter(cell => key === null || cell.key === key);
    for (const { name } of chosen.filter(canRunCell))
      await vscode.commands.executeCommand('residualLab.stopCell', model.document.uri, name);
  },
};
