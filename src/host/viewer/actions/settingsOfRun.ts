import {
  applySettings,
  findCell,
  parseNotebook,
  settingsBetween,
} from '../../../language/index.ts';
import type { RunRequest } from '../../../record/index.ts';

export interface RunSettings {
  readonly settings: readonly string[];
  /** False: the notebook changed so much that no settings ask for the same. */
  readonly isSame: boolean;
}

/** With which settings the cell of a run, as its notebook reads now, asks for that run again. */
export function settingsOfRun({ cell, seed }: RunRequest, text: string): RunSettings {
  const between = settingsBetween(text, cell.name, { source: cell.text, digest: cell.digest });
  const settings = (between ?? []).filter(setting => !setting.startsWith('seeds='));
  const now = findCell(parseNotebook(applySettings(text, cell.name, settings).text), cell.name);
  const { value } = now ?? {};
  // A study has the seeds of its training.
  const seeds = value?.kind === 'train' ? value.value.seeds : [seed];
  if (seeds.length !== 1 || seeds[0] !== seed) settings.push(`seeds=[${seed}]`);
  return { settings, isSame: between !== null };
}
