import * as vscode from 'vscode';
import { formatCount, formatPlural } from '../../base/index.ts';
import { loadedEngine } from '../../record/index.ts';
import { progressText } from './progressText.ts';
import type { RunIndex } from '../data/index.ts';
import { statusItem } from '../say.ts';

/** Lines of the tooltip; what waits comes last, and there may be thousands. */
const mostShown = 20;

/** Shows the newest run that goes on, and how many others do or wait; nothing while nothing runs. */
export function showInStatusBar(index: RunIndex): vscode.Disposable {
  const manage = { command: 'residualLab.manageRun', title: 'Manage run' };
  const item = statusItem('residualLab.run', 'Residual Lab: run', manage);
  const update = () => {
    const all = index.active;
    const runs = all.filter(run => run.life !== 'waiting');
    const waiting = all.length - runs.length;
    const run = runs.at(-1);
    if (all.length === 0) return item.hide();
    const queue = waiting === 0 ? '' : `${formatPlural(waiting, 'run')} queued`;
    const progress = run === undefined ? '' : progressText(run, runs.length - 1);
    const text = [progress, queue].filter(part => part !== '').join(' · ');
    const loaded = loadedEngine(run?.process ?? null);
    const engine = loaded && `${loaded.engine} on ${loaded.device}`;
    const tooltip = [
      ...all.slice(0, mostShown).map(each => progressText(each)),
      ...(all.length > mostShown ? [`and ${formatCount(all.length - mostShown)} more`] : []),
      ...(engine ? [engine] : []),
      ...(run === undefined ? [] : [run.folder]),
      'Click to stop it or to reveal its folder.',
    ].join('\n');
    const icon = run === undefined ? 'clock' : 'sync~spin';
    item.show({ icon, text, tooltip, spoken: `Residual Lab, ${text}` });
  };
  const heard = index.onChange(update);
  return vscode.Disposable.from(item, { dispose: () => heard.close() });
}
