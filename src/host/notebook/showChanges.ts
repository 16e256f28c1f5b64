import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import type { RunIndex } from '../data/index.ts';
import type { OpenNotebook } from './openNotebooks.ts';

const scheme = 'residual-lab-cell';

/** Texts of cells as documents that cannot be edited: then and now, of the cell compared last. */
export class CellTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #made = 0;

  add(name: string, text: string): vscode.Uri {
    const query = String(++this.#made);
    this.#texts.set(query, text);
    for (const old of this.#texts.keys()) if (this.#texts.size > 40) this.#texts.delete(old);
    const path = `/${name.replace(/[\\/]/g, ' ') || 'cell'}.resnet.yaml`;
    return vscode.Uri.from({ scheme, path, query });
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    return this.#texts.get(query) ?? 'This comparison is over. Choose "What changed" again.';
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

/** Compares the text of a cell's shown run with the text that it has now. */
export async function showChanges(
  runs: RunIndex,
  { model, cellRuns }: OpenNotebook,
  texts: CellTexts,
  key: string,
): Promise<void> {
  const cell = model.cells.find(each => each.key === key);
  const shown = cellRuns.states.find(each => each.cell === key)?.runs ?? [];
  const run = [...shown].sort((a, b) => b.created.localeCompare(a.created))[0];
  const then = run === undefined ? undefined : runs.find(run.id)?.run.request.cell.text;
  if (cell === undefined || then === undefined)
    throw new UserError(
      'run.gone',
      `The run of '${cell?.name ?? 'this cell'}' is not there any more, so there is nothing to compare with. Run the cell again.`,
    );
  const now = model.lines.text.slice(cell.start, cell.end);
  await vscode.commands.executeCommand(
    'vscode.diff',
    texts.add(cell.name, then),
    texts.add(cell.name, now),
    `${cell.name}: as it ran, and now`,
  );
}
