import { formatCount, formatPlural, nameWithVariant, oneLine } from '../../base/index.ts';
import type { Change, RunView } from '../../protocol/index.ts';
import { askText, choose } from '../say.ts';

/**
 * Which checkpoint of the run to fork from; newest first. `changes` are what the fork will be asked
 * that the run was not; null where only the run says what. Undefined: none was chosen.
 */
export async function pickCheckpoint(
  run: RunView,
  changes: readonly Change[] | null,
): Promise<number | undefined> {
  const last = run.checkpoints.at(-1);
  const items = [...run.checkpoints].reverse().map(step => ({
    label: `Step ${formatCount(step)}`,
    description: step === last ? 'the last' : '',
    step,
  }));
  const title = `Fork ${nameAll([run])}: ${forkText(changes)}`;
  const placeHolder = 'From which checkpoint?';
  return (await choose(items, { title, placeHolder }))?.step;
}

const mostChanges = 3;

function forkText(changes: readonly Change[] | null): string {
  if (changes === null) return 'it goes on as it was asked, for its cell cannot say more';
  if (changes.length === 0) return 'its cell has not changed, so it repeats what was';
  const shown = changes.slice(0, mostChanges).map(c => oneLine(`${c.path} ${c.old} → ${c.new}`));
  const left = changes.length - shown.length;
  return `with ${shown.join(', ')}${left > 0 ? ` and ${formatPlural(left, 'more change')}` : ''}`;
}

/** Tags of the runs as edited: those of the first are offered. Undefined: nothing is to change. */
export async function askTags(runs: readonly RunView[]): Promise<string[] | undefined> {
  const text = await askText({
    title: `Tags of ${nameAll(runs)}`,
    prompt: 'Words, separated by spaces or commas. Empty takes all tags away.',
    value: runs[0]?.tags.join(' ') ?? '',
  });
  if (text === undefined) return undefined;
  const tags = text.split(/[\s,]+/).map(tag => tag.replace(/^#/, ''));
  return [...new Set(tags.filter(tag => tag !== ''))];
}

export async function askNote(run: RunView): Promise<string | undefined> {
  return askText({
    title: `Note on ${nameAll([run])}`,
    prompt: 'One sentence that you will understand later. Empty takes the note away.',
    value: run.note,
  });
}

/** `base`, or `3 runs`. */
export function nameAll(runs: readonly RunView[]): string {
  const [only] = runs;
  if (only === undefined || runs.length > 1) return formatPlural(runs.length, 'run');
  return oneLine(nameWithVariant(only.cell, only.variant));
}
