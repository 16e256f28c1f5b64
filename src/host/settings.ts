import path from 'node:path';
import * as vscode from 'vscode';
import type { RunRequest } from '../record/index.ts';
import { homeFolder } from '../system/index.ts';

export interface Settings {
  /** Absolute; null: where the engine usually looks. */
  readonly dataFolder: string | null;
  readonly engine: RunRequest['engine']['name'];
  /** Null: one is looked for. */
  readonly nodePath: string | null;
  /** Added to the environment of the training process. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many runs of the queue go on at a time on one device; 1 or more. */
  readonly runsPerDevice: number;
  /** A training that crashes goes on by itself, once. */
  readonly retryCrashed: boolean;
}

const engines: readonly Settings['engine'][] = ['auto', 'tensorflow', 'wasm', 'cpu'];

/** The settings as they hold for a notebook. What has the wrong type counts as not set. */
export function readSettings(notebook?: vscode.Uri): Settings {
  const found = vscode.workspace.getConfiguration('residualLab', notebook ?? null);
  const text = (key: string) => {
    const value = found.get<unknown>(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const engine = engines.find(name => name === text('engine')) ?? 'auto';
  const environment = found.get<unknown>('environment');
  const perDevice = found.get<unknown>('runsPerDevice');
  return {
    retryCrashed: found.get<unknown>('retryCrashed') === true,
    runsPerDevice: typeof perDevice === 'number' ? Math.max(1, Math.floor(perDevice)) : 1,
    dataFolder: absolute(text('dataFolder'), notebook),
    engine,
    nodePath: absolute(text('nodePath'), notebook),
    environment: Object.fromEntries(
      Object.entries(isObject(environment) ? environment : {}).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
      ),
    ),
  };
}

/** c of δ = c·log(2L)/L, the half width of a band that is shown around norms. */
export function readBandFactor(notebook?: vscode.Uri): number {
  const found = vscode.workspace.getConfiguration('residualLab', notebook ?? null);
  const factor = found.get<unknown>('bandFactor');
  return typeof factor === 'number' && factor > 0 ? factor : 1;
}

/** `~` is the home folder; a relative path begins in the workspace folder of the notebook. */
function absolute(file: string | null, notebook: vscode.Uri | undefined): string | null {
  if (file === null) return null;
  if (file === '~' || /^~[\\/]/.test(file)) return path.join(homeFolder() ?? '/', file.slice(1));
  const folder =
    (notebook && vscode.workspace.getWorkspaceFolder(notebook)) ??
    vscode.workspace.workspaceFolders?.[0];
  return path.resolve(folder?.uri.fsPath ?? homeFolder() ?? '/', file);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
