import type { CellAction, NotebookRequests } from '../../protocol/index.ts';
import { applyEdits } from './applyEdits.ts';
import { cellActions } from './cellActions.ts';
import { copyText, exportFile } from '../pages/index.ts';
import { hostAction, type Acting } from './hostActions.ts';
import { completionsAt, hoverAt, inlaysIn } from './languageFeatures.ts';
import type { NotebookModel } from './notebookModel.ts';
import type { QuickFixes } from './quickFixes.ts';
import { runCells, stopCells } from './runCells.ts';

type Handlers = {
  readonly [K in keyof NotebookRequests]: (
    params: NotebookRequests[K][0],
  ) => Promise<NotebookRequests[K][1]>;
};

/** What a notebook view may ask, and who does it. */
export function requestHandlers(acting: Acting, fixes: QuickFixes): Handlers {
  const { host, notebook } = acting;
  const { model } = notebook;
  return {
    edit: ({ version, edits }) => applyEdits(model, version, edits),
    cells: ({ version, action }) => changeCells(model, version, action),
    // On another version the place means something else: there is nothing to say.
    complete: async ({ version, offset }) => ({
      items: version === model.version ? await completionsAt(model, offset) : [],
    }),
    inlays: async ({ version, span }) => ({
      inlays: version === model.version ? await inlaysIn(model, span) : [],
    }),
    hover: async ({ version, offset }) =>
      version === model.version ? hoverAt(model, offset) : null,
    fixes: async ({ version, span }) => ({
      fixes: version === model.version ? await fixes.offer(model, span) : [],
    }),
    applyFix: async ({ id }) => ({ result: await fixes.apply(model, id) }),
    run: async ({ cell, what }) => ({ started: await runCells(host, model, cell, what) }),
    stop: async ({ cell }) => {
      await stopCells(host, model, cell);
      return {};
    },
    act: async ({ action }) => {
      await hostAction(acting, action);
      return {};
    },
    copy: copyText,
    export: ({ name, content }) => exportFile(model.document.uri, name, content),
  };
}

async function changeCells(
  model: NotebookModel,
  version: number,
  action: CellAction,
): Promise<NotebookRequests['cells'][1]> {
  if (model.version !== version) return { result: 'stale', select: null };
  const { edits, select } = cellActions(action, model.lines.text, model.notebook, model.cells);
  if (edits.length > 0) {
    const { result } = await applyEdits(model, version, edits);
    if (result === 'stale') return { result, select: null };
  }
  return { result: 'applied', select: select === null ? null : (model.cells[select]?.key ?? null) };
}
