import type { ExtensionContext } from 'vscode';
import { start } from './host/index.ts';

export function activate(context: ExtensionContext): void {
  start(context);
}
