import * as vscode from 'vscode';
import { digestOf, type Notebook } from '../../language/index.ts';
import {
  describeOrigin,
  queueCells,
  soundCells,
  type Invocation,
  type RunnableCell,
  type Soundness,
} from '../../runs/index.ts';
import { findStoreToWrite } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';
import { startQueue } from './startQueue.ts';
import { inform, warn } from '../say.ts';

/** Cells of a saved notebook, a study after its training, and where their runs go. */
export interface Work {
  readonly cells: readonly RunnableCell[];
  readonly invocation: Invocation;
  readonly store: string;
}

/** A document that is saved as it is, parsed. */
export interface SavedNotebook {
  readonly document: vscode.TextDocument;
  readonly notebook: Notebook;
  /** What `notebook` was parsed of: the text of the document, maybe with other ends of lines. */
  readonly text: string;
}

/** What running these cells is made of. */
export async function workOf(
  host: Host,
  { document, notebook, text }: SavedNotebook,
  cells: readonly RunnableCell[],
): Promise<Work> {
  const { uri } = document;
  const settings = readSettings(uri);
  return {
    cells,
    invocation: {
      notebook,
      path: uri.fsPath,
      text,
      engine: { name: settings.engine, compiled: true },
      data: { folder: settings.dataFolder ?? (process.env['RESIDUAL_LAB_DATA'] || null) },
      retry: settings.retryCrashed,
      git: await describeOrigin(uri.fsPath),
      version: host.version,
    },
    store: findStoreToWrite(uri.fsPath, vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath),
  };
}

/** Queues what cells ask for and sees to it that it runs; returns how many runs that is. */
export async function startCells(host: Host, work: Work): Promise<number> {
  const { folders, skipped } = await queueCells(work.cells, work.invocation, work.store);
  void host.runs.begin(folders);
  if (folders.length > 0) await startQueue(host, work.store, vscode.Uri.file(work.invocation.path));
  if (skipped.length > 0)
    void warn(
      `Not run: ${skipped.map(quoted).join(', ')}. What they study or start from has no finished run as it stands now.`,
    );
  return folders.length;
}

/**
 * The cells that can run now; says which cannot, because of errors, or need not, because they run
 * or wait already.
 */
export function runnableNow(
  host: Host,
  notebook: Notebook,
  cells: readonly RunnableCell[],
): readonly RunnableCell[] {
  const soundness = soundCells(notebook);
  const going = new Set(host.runs.active.map(run => run.request.cell.digest));
  const sound = cells.filter(cell => soundness.canRun(cell));
  const idle = sound.filter(({ cell }) => !going.has(digestOf(notebook, cell) ?? ''));
  const names = (left: readonly RunnableCell[]) => left.map(({ cell }) => quoted(cell.name));
  const busy = names(sound.filter(cell => !idle.includes(cell)));
  const parts = [
    ...cells
      .filter(cell => !sound.includes(cell))
      .map(cell => `${quoted(cell.cell.name)} (${errorsText(cell, soundness)})`),
    ...(busy.length > 0 ? [`${busy.join(', ')} (runs or waits already)`] : []),
  ];
  if (parts.length > 0) void inform(`Not run: ${parts.join('; ')}.`);
  return idle;
}

/** The error may stand in the network, or in the training that is studied. */
function errorsText(run: RunnableCell, soundness: Soundness): string {
  const others = soundness.broken(run).filter(cell => cell !== run.cell);
  const names = others.map(({ kind, name }) => `${kind ?? 'cell'} ${quoted(name)}`);
  return names.length > 0 ? `${names.join(' and ')} has errors` : 'has errors';
}

function quoted(name: string): string {
  return `'${name}'`;
}
