import * as vscode from 'vscode';
import { printable } from '../../record/index.ts';
import { progressText } from './progressText.ts';
import type { RunTracker } from './runTracker.ts';

/** Shows the newest run that goes on, and how many others do; nothing while nothing runs. */
export function showInStatusBar(tracker: RunTracker): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('residualLab.run', vscode.StatusBarAlignment.Left);
  item.name = 'Residual Lab: run';
  item.command = { command: 'residualLab.manageRun', title: 'Manage run' };
  const update = () => {
    const runs = tracker.active;
    const run = runs.at(-1);
    if (run === undefined) return item.hide();
    const text = progressText(run, runs.length - 1);
    item.text = `$(sync~spin) ${text}`;
    item.accessibilityInformation = { label: `Residual Lab, running ${text}` };
    const engine = run.process && `${run.process.engine} on ${run.process.device}`;
    item.tooltip = [
      ...runs.map(each => progressText(each)),
      ...(engine ? [printable(engine)] : []),
      run.folder,
      'Click to stop it or to reveal its folder.',
    ].join('\n');
    item.show();
  };
  return vscode.Disposable.from(item, tracker.onDidChange(update));
}
