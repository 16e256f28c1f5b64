import * as vscode from 'vscode';
import type { Run } from '../../store/index.ts';
import { endingText } from './progressText.ts';

/** Says how the runs of a sequence ended, with what one may want to do then. */
export async function tellEndings(runs: readonly Run[]): Promise<void> {
  const last = runs.at(-1);
  if (last === undefined) return;
  const problem = runs.findLast(run => isProblem(run));
  const shown = problem ?? last;
  const text = endingText(shown, runs.length);
  const [reveal, log] = ['Reveal run folder', 'Show log'];
  const chosen =
    problem === undefined
      ? await vscode.window.showInformationMessage(text, reveal)
      : await vscode.window.showErrorMessage(text, log, reveal);
  if (chosen === reveal)
    await vscode.commands.executeCommand('residualLab.revealRun', shown.folder);
  if (chosen === log) await vscode.commands.executeCommand('residualLab.showRunLog', shown.folder);
}

function isProblem({ ending }: Run): boolean {
  return ending === null || !['finished', 'stopped'].includes(ending.ending);
}
