import * as vscode from 'vscode';
import { formatPlural } from '../../base/index.ts';
import { printable } from '../../record/index.ts';
import { progressText } from './progressText.ts';
import type { RunTracker } from './runTracker.ts';

/** Shows the newest run that goes on, and how many others do or wait; nothing while nothing runs. */
export function showInStatusBar(tracker: RunTracker): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('residualLab.run', vscode.StatusBarAlignment.Left);
  item.name = 'Residual Lab: run';
  item.command = { command: 'residualLab.manageRun', title: 'Manage run' };
  const update = () => {
    const all = tracker.active;
    const runs = all.filter(run => run.life !== 'waiting');
    const waiting = all.length - runs.length;
    const run = runs.at(-1);
    if (all.length === 0) return item.hide();
    const queue = waiting === 0 ? '' : `${formatPlural(waiting, 'run')} queued`;
    const progress = run === undefined ? '' : progressText(run, runs.length - 1);
    const text = [progress, queue].filter(part => part !== '').join(' · ');
    item.text = run === undefined ? `$(clock) ${text}` : `$(sync~spin) ${text}`;
    item.accessibilityInformation = { label: `Residual Lab, ${text}` };
    const engine = run?.process && `${run.process.engine} on ${run.process.device}`;
    item.tooltip = [
      ...all.map(each => progressText(each)),
      ...(engine ? [printable(engine)] : []),
      ...(run === undefined ? [] : [run.folder]),
      'Click to stop it or to reveal its folder.',
    ].join('\n');
    item.show();
  };
  return vscode.Disposable.from(item, tracker.onDidChange(update));
}
