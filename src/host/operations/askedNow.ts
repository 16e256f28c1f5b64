import * as vscode from 'vscode';
import { seedKey, withoutKey, type VariantPart } from '../../base/index.ts';
import { applyVariant, parseNotebook } from '../../language/index.ts';
import type { RunRequest } from '../../record/index.ts';
import type { Change } from '../../protocol/index.ts';
import { chooseCells, soundCells, trainingRuns } from '../../runs/index.ts';
import { readRun, type NewRun } from '../../store/index.ts';
import { askedOf, changesBetween } from '../../results/index.ts';

/**
 * What the cell of a run asks for as its notebook stands now, for the variant of the run, which the cell
 * need not ask for, but without the commit; null where that is not clear.
 */
export async function askedNow(request: RunRequest, version: string): Promise<NewRun | null> {
  const file = request.notebook;
  if (file === null || !file.endsWith('.resnet.yaml')) return null;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const text = document.getText();
    const notebook = parseNotebook(text);
    const [cell] = chooseCells(notebook, request.cell.name);
    const { engine, data, variant } = request;
    if (cell?.kind !== 'train' || !isSound(text, cell.cell.name, {})) return null;
    if (!isSound(text, cell.cell.name, withoutKey(variant, seedKey))) return null;
    const [asked] = trainingRuns(cell, {
      notebook,
      path: file,
      text,
      engine,
      data,
      git: null,
      version,
      variants: new Map([[cell.cell.name, [variant]]]),
    });
    return asked ?? null;
  } catch {
    return null;
  }
}

/** Whether the cell can run with these keys set. */
function isSound(text: string, name: string, keys: VariantPart): boolean {
  const { text: edited, diagnostics } = applyVariant(text, name, keys);
  const notebook = parseNotebook(edited);
  return diagnostics.length === 0 && soundCells(notebook).canRun(...chooseCells(notebook, name));
}

/** What the fork of a run is asked that the run was not; null where its cell cannot say. */
export async function changesSince(folder: string, version: string): Promise<Change[] | null> {
  const { request } = readRun(folder);
  const asked = await askedNow(request, version);
  return asked && changesBetween(askedOf(request), askedOf(asked));
}
