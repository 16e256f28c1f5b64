import { parseNotebook } from '../../language/index.ts';
import type { Host } from '../host.ts';
import { saveNotebook } from '../notebooks.ts';
import { runNotebook, stopNotebook, type What } from '../running/runNotebook.ts';
import { requireTrust } from '../trust.ts';
import type { NotebookModel } from './notebookModel.ts';

/** Runs cells of a notebook view, which is saved before; `key` null: all of them. Returns how many runs were queued. */
export async function runCells(
  host: Host,
  model: NotebookModel,
  key: string | null,
  what: What,
): Promise<number> {
  if (!(await requireTrust('Running a cell'))) return 0;
  const before = placeOf(model, key);
  const document = await saveNotebook(model.document);
  if (document === undefined) return 0;
  // A notebook that gets its file by being saved is another document, which the model does not follow.
  const isSame = document === model.document;
  const text = isSame ? model.lines.text : document.getText();
  const notebook = isSame ? model.notebook : parseNotebook(text);
  // Saving may change the text, and with it the places of cells.
  const place = isSame ? placeOf(model, key) : before;
  return place === undefined ? 0 : runNotebook(host, { document, notebook, text }, place, what);
}

/** Stops what runs or waits of a cell; `key` null: of the whole notebook. */
export async function stopCells(
  host: Host,
  model: NotebookModel,
  key: string | null,
): Promise<void> {
  const cell = model.cells.find(each => each.key === key);
  if (key !== null && cell === undefined) return;
  await stopNotebook(host, model.document, cell?.name ?? null);
}

/** The place of a cell among all; null: all of them; undefined: it is gone. */
function placeOf({ cells }: NotebookModel, key: string | null): number | null | undefined {
  if (key === null) return null;
  const place = cells.findIndex(cell => cell.key === key);
  return place < 0 ? undefined : place;
}
