import * as vscode from 'vscode';
import { assertNever } from '../../base/index.ts';
import type { HostAction } from '../../protocol/index.ts';
import type { Host } from '../host.ts';
import { saveUnsaved } from '../notebooks.ts';
import type { OpenNotebook } from './openNotebooks.ts';
import { showChanges, type CellTexts } from './showChanges.ts';

const commands = {
  setUpEngine: 'residualLab.setUpEngine',
  showProblems: 'workbench.actions.view.problems',
  undo: 'undo',
  redo: 'redo',
} as const;

export interface Acting {
  readonly host: Host;
  readonly notebook: OpenNotebook;
  readonly texts: CellTexts;
}

/** Does what a view wants of the editor. */
export async function hostAction(
  { host, notebook, texts }: Acting,
  action: HostAction,
): Promise<void> {
  const { model, services } = notebook;
  switch (action.action) {
    case 'operate':
      return services.ofRuns.operate(action.operation, action.run);
    case 'showInRuns':
      return services.ofRuns.show(action.run);
    case 'setUpEngine':
    case 'showProblems':
    case 'undo':
    case 'redo':
      await vscode.commands.executeCommand(commands[action.action]);
      return;
    case 'save':
      await save(model.document);
      return;
    case 'showChanges':
      return showChanges(texts, notebook, action.cell);
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

async function save(document: vscode.TextDocument): Promise<void> {
  if (document.isUntitled) await saveUnsaved(document);
  else await vscode.workspace.save(document.uri);
}

/** Links of notes and messages come from files: only what a browser shows is opened. */
async function openLink(host: Host, href: string): Promise<void> {
  if (!/^(https?|mailto):/i.test(href)) {
    host.log.warn('A link of a notebook was not opened: only http, https and mailto are.');
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(href, true));
}
