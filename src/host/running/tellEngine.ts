import * as vscode from 'vscode';
import { loadedEngine } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';
import type { RunIndex } from '../data/index.ts';
import { warn } from '../say.ts';

let told = false;

/** Says once per window that a slower engine was taken because TensorFlow did not load. */
export function tellEngines(runs: RunIndex): vscode.Disposable {
  const heard = runs.onChange(() => {
    for (const run of runs.active) void tellEngine(run);
  });
  return { dispose: () => heard.close() };
}

async function tellEngine(run: Run): Promise<void> {
  const loaded = loadedEngine(run.process);
  if (told || run.request.engine.name !== 'auto' || loaded === null) return;
  if (loaded.engine === 'tensorflow') return;
  told = true;
  const setUp = 'Set up the training engine';
  const chosen = await warn(
    `This runs on the slower engine '${loaded.engine}': ${loaded.reason}`,
    setUp,
  );
  if (chosen === setUp) await vscode.commands.executeCommand('residualLab.setUpEngine');
}
