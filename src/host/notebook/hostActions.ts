import * as vscode from 'vscode';
import { assertNever } from '../../base/index.ts';
import type { HostAction, RunOperation } from '../../protocol/index.ts';
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

/** Done with runs by their ids. What goes wrong is told. */
export interface ServicesOfRuns {
  operate(operation: RunOperation, run: string): Promise<void>;
  /** In the run viewer. */
  show(run: string): Promise<void>;
}

/** What a view of a notebook works with. */
export interface Acting {
  readonly host: Host;
  readonly notebook: OpenNotebook;
  readonly texts: CellTexts;
  readonly ofRuns: ServicesOfRuns;
}

/** Does what a view wants of the editor. */
export async function hostAction(
  { host, notebook, texts, ofRuns }: Acting,
  action: HostAction,
): Promise<void> {
  const { model } = notebook;
  switch (action.action) {
    case 'operate':
      return ofRuns.operate(action.operation, action.run);
    case 'showInRuns':
      return ofRuns.show(action.run);
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
      return showChanges(host.runs, notebook, texts, action.cell);
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
