import * as vscode from 'vscode';
import { assertNever } from '../../base/index.ts';
import type { HostAction } from '../../protocol/index.ts';
import type { Host } from '../host.ts';
import type { NotebookModel } from './notebookModel.ts';

const commands = {
  showLog: 'residualLab.runs.showLog',
  revealRun: 'residualLab.runs.reveal',
  copyCommand: 'residualLab.runs.copyCommand',
  forkRun: 'residualLab.runs.fork',
  showInRuns: 'residualLab.runs.show',
  setUpEngine: 'residualLab.setUpEngine',
  showProblems: 'workbench.actions.view.problems',
  undo: 'undo',
  redo: 'redo',
} as const;

/** Does what a view wants of the editor. */
export async function hostAction(
  host: Host,
  model: NotebookModel,
  action: HostAction,
): Promise<void> {
  switch (action.action) {
    case 'showLog':
    case 'revealRun':
    case 'copyCommand':
    case 'forkRun':
    case 'showInRuns':
      await vscode.commands.executeCommand(commands[action.action], action.run);
      return;
    case 'setUpEngine':
    case 'showProblems':
    case 'undo':
    case 'redo':
      await vscode.commands.executeCommand(commands[action.action]);
      return;
    case 'save':
      await vscode.workspace.save(model.document.uri);
      return;
    case 'showChanges':
      await vscode.commands.executeCommand(
        'residualLab.showChanges',
        model.document.uri,
        action.cell,
      );
      return;
    case 'openAsText': {
      const place = new vscode.Position(action.line, 0);
      await vscode.window.showTextDocument(model.document, {
        viewColumn: vscode.ViewColumn.Active,
        selection: new vscode.Range(place, place),
      });
      return;
    }
    case 'openLink':
      return openLink(host, action.href);
    default:
      assertNever(action);
  }
}

/** Links of notes and messages come from files: only what a browser shows is opened. */
async function openLink(host: Host, href: string): Promise<void> {
  if (!/^(https?|mailto):/i.test(href)) {
    host.log.warn('A link of a notebook was not opened: only http, https and mailto are.');
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(href, true));
}
