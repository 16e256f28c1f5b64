import * as vscode from 'vscode';
import type { Run } from '../../store/index.ts';
import { endingText } from './progressText.ts';
import type { RunTracker } from './runTracker.ts';

/** Milliseconds from which a run is long enough to be waited for elsewhere. */
const longMs = 30_000;
const statusMs = 10_000;

/**
 * Says how runs end: shortly in the status bar; in a notification where a long one ends while the
 * window is not looked at, and where one failed.
 */
export function tellEndings(tracker: RunTracker): vscode.Disposable {
  return tracker.onDidEnd(run => void tellEnding(run));
}

async function tellEnding(run: Run): Promise<void> {
  const text = endingText(run, 1);
  const isElsewhere = !vscode.window.state.focused && lastedMs(run) > longMs;
  if (!isProblem(run) && !isElsewhere) {
    vscode.window.setStatusBarMessage(text, statusMs);
    return;
  }
  const [show, log] = ['Show in runs', 'Show log'];
  const chosen = isProblem(run)
    ? await vscode.window.showErrorMessage(text, log, show)
    : await vscode.window.showInformationMessage(text, show);
  if (chosen === show) await vscode.commands.executeCommand('residualLab.runs.show', run.id);
  if (chosen === log) await vscode.commands.executeCommand('residualLab.showRunLog', run.folder);
}

/** From when its process took it; a clock that was set back gives 0. */
function lastedMs({ process, request, ending }: Run): number {
  const began = Date.parse(process?.started ?? request.created);
  return Math.max(0, Date.parse(ending?.time ?? '') - began) || 0;
}

function isProblem({ ending }: Run): boolean {
  return ending === null || !['finished', 'stopped'].includes(ending.ending);
}
