import * as vscode from 'vscode';
import type { Span } from '../../protocol/index.ts';
import type { NotebookModel } from './notebookModel.ts';

interface Offered {
  readonly version: number;
  readonly action: vscode.CodeAction;
}

/** The fixes that a view was offered last, so that it can choose one by its id. */
export class QuickFixes {
  #offered = new Map<string, Offered>();
  #made = 0;

  async offer(
    model: NotebookModel,
    span: Span,
  ): Promise<{ readonly id: string; readonly title: string; readonly preferred: boolean }[]> {
    const { version } = model;
    const found = await vscode.commands.executeCommand<
      readonly (vscode.CodeAction | vscode.Command)[] | undefined
    >('vscode.executeCodeActionProvider', model.document.uri, model.toRange(span));
    this.#offered = new Map();
    return (found ?? []).flatMap(action => {
      // What runs a command of another extension is not ours to offer.
      if (!('edit' in action) || action.edit === undefined) return [];
      const id = `fix${++this.#made}`;
      this.#offered.set(id, { version, action });
      return [{ id, title: action.title, preferred: action.isPreferred === true }];
    });
  }

  async apply(model: NotebookModel, id: string): Promise<'applied' | 'stale'> {
    const offered = this.#offered.get(id);
    const edit = offered?.action.edit;
    if (offered?.version !== model.version || edit === undefined) return 'stale';
    return (await vscode.workspace.applyEdit(edit)) ? 'applied' : 'stale';
  }
}
