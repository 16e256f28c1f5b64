import * as vscode from 'vscode';
import type { Run } from '../../store/index.ts';
import { warn } from '../say.ts';

let told = false;

/** Says once per window that a slower engine was taken because TensorFlow did not load. */
export async function tellEngine({ process, request }: Run): Promise<void> {
  if (told || request.engine.name !== 'auto' || process === null || process.engine === 'tensorflow')
    return;
  told = true;
  const setUp = 'Set up the training engine';
  const chosen = await warn(
    `This runs on the slower engine '${process.engine}': ${process.reason}`,
    setUp,
  );
  if (chosen === setUp) await vscode.commands.executeCommand('residualLab.setUpEngine');
}
