import * as vscode from 'vscode';
import { lastHeardOf } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';
import { cellName } from './progressText.ts';

/**
 * Asks whether a run of which nobody here can know whether it lives is lost, and takes it for dead where
 * the answer is yes. Returns the settled run; null: it is not said to be lost.
 */
export async function sayLost(run: Run): Promise<Run | null> {
  const lost = 'It does not run any more';
  const chosen = await vscode.window.showWarningMessage(
    `Whether ${cellName(run)} still runs is not known here.`,
    { modal: true, detail: `${detail} (${lastHeardOf(run)}.)` },
    lost,
  );
  if (chosen !== lost) return null;
  const { declareLost } = await import('../../runs/index.ts');
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `Watching ${cellName(run)} for 3 s` },
    () => declareLost(run.folder),
  );
}

const detail =
  'If you know that its process does not, it is taken for crashed and can be resumed. A process that lives after all stops by itself.';
