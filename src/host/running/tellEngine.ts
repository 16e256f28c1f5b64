import * as vscode from 'vscode';
import { printable } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';

let told = false;

/** Says once per window that a slower engine was taken because TensorFlow did not load. */
export async function tellEngine({ process, request }: Run): Promise<void> {
  if (told || request.engine.name !== 'auto' || process === null || process.engine === 'tensorflow')
    return;
  told = true;
  const setUp = 'Set up the training engine';
  const chosen = await vscode.window.showWarningMessage(
    `This runs on the slower engine '${printable(process.engine)}': ${printable(process.reason)}`,
    setUp,
  );
  if (chosen === setUp) await vscode.commands.executeCommand('residualLab.setUpEngine');
}
