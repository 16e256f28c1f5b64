import type * as vscode from 'vscode';
import type { RunIndex } from './data/index.ts';

/** What commands work with. */
export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** The runs of the workspace. */
  readonly runs: RunIndex;
  /** `dist/engine.js`. */
  readonly engineScript: string;
  /** `dist/cli.js`. */
  readonly cliScript: string;
  /** `.residual-lab` folders of the workspace. */
  readonly stores: () => readonly string[];
  /** Of the extension. */
  readonly version: string;
}
