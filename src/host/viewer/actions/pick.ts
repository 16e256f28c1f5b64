import * as vscode from 'vscode';
import { formatCount, formatPlural } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import { oneLine } from '../tree/describe.ts';

/** Which checkpoint of the run to fork from; newest first. Undefined: none was chosen. */
export async function pickCheckpoint(run: RunView): Promise<number | undefined> {
  const last = run.checkpoints.at(-1);
  const items = [...run.checkpoints].reverse().map(step => ({
    label: `Step ${formatCount(step)}`,
    description: step === last ? 'the last' : '',
    step,
  }));
  const placeHolder = `Fork ${oneLine(run.cell)} from which checkpoint?`;
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.step;
}

/** Tags of the runs as edited: those of the first are offered. Undefined: nothing is to change. */
export async function askTags(runs: readonly RunView[]): Promise<string[] | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Tags of ${nameAll(runs)}`,
    prompt: 'Words, separated by spaces or commas. Empty takes all tags away.',
    value: runs[0]?.tags.join(' ') ?? '',
  });
  if (text === undefined) return undefined;
  const tags = text.split(/[\s,]+/).map(tag => tag.replace(/^#/, ''));
  return [...new Set(tags.filter(tag => tag !== ''))];
}

export async function askNote(run: RunView): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: `Note on ${nameAll([run])}`,
    prompt: 'One sentence that you will understand later. Empty takes the note away.',
    value: run.note,
  });
}

/** `base`, or `3 runs`. */
export function nameAll(runs: readonly RunView[]): string {
  const [only] = runs;
  if (only === undefined || runs.length > 1) return formatPlural(runs.length, 'run');
  return only.seed === 1 ? oneLine(only.cell) : `${oneLine(only.cell)}, seed ${only.seed}`;
}
