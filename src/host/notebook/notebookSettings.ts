import * as vscode from 'vscode';
import type { NotebookSettings } from '../../protocol/index.ts';
import { loadedEngine } from '../../record/index.ts';
import type { RunIndex } from '../data/index.ts';
import type { Host } from '../host.ts';
import { readBandFactor, readSettings } from '../settings.ts';
import type { NotebookModel } from './notebookModel.ts';

/** What a view of a notebook shows of the editor and the engine. */
export function settingsOf({ runs }: Host, { document }: NotebookModel): NotebookSettings {
  const { uri } = document;
  const wrap = vscode.workspace.getConfiguration('editor', document).get<unknown>('wordWrap');
  return {
    engine: engineText(runs, readSettings(uri).engine),
    trusted: vscode.workspace.isTrusted,
    bandFactor: readBandFactor(uri),
    wordWrap: wrap !== 'off',
  };
}

/** Tells when some of what `settingsOf` gives may have changed. */
export function onSettings({ runs }: Host, listener: () => void): vscode.Disposable {
  const heard = runs.onChange(listener);
  return vscode.Disposable.from(
    { dispose: () => heard.close() },
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
    vscode.workspace.onDidChangeConfiguration(event => {
      const keys = ['residualLab', 'editor.wordWrap'];
      if (keys.some(key => event.affectsConfiguration(key))) listener();
    }),
  );
}

/** What computed last here; before the first run what is set. */
function engineText(index: RunIndex, set: string): string {
  const process = index.runs.map(({ run }) => loadedEngine(run.process)).findLast(p => p !== null);
  if (process === undefined)
    return set === 'auto' ? 'engine: chosen at the first run' : `engine: ${set}`;
  const short = process.device.split(',')[0] ?? process.device;
  return process.engine === 'tensorflow'
    ? `engine: ${short}`
    : `engine: ${process.engine}, ${short}`;
}
