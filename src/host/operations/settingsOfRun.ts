import { sameVariant, seedKey, withoutKey } from '../../base/index.ts';
import {
  applySettings,
  findCell,
  parseNotebook,
  settingsBetween,
  settingsOf,
  withoutSource,
} from '../../language/index.ts';
import type { RunRequest } from '../../record/index.ts';

export interface RunSettings {
  readonly settings: readonly string[];
  /** False: the notebook changed so much that no settings ask for the same. */
  readonly isSame: boolean;
}

/** With which settings the cell of a run, as its notebook reads now, asks for that run again. */
export function settingsOfRun({ kind, cell, variant }: RunRequest, text: string): RunSettings {
  const between = settingsBetween(text, cell.name, { source: cell.text, digest: cell.digest });
  const settings = (between ?? []).filter(setting => !setting.startsWith('seeds='));
  // What was set for this run alone comes last. A study has its own keys behind its kind.
  const asSet = settingsOf(withoutKey(variant, seedKey), kind);
  const now = findCell(parseNotebook(applySettings(text, cell.name, settings).text), cell.name);
  const { value } = now ?? {};
  // A study has the seeds of its training.
  const seeds = value?.kind === 'train' ? value.value.seeds : [variant.seed];
  if (seeds.length !== 1 || seeds[0] !== variant.seed) asSet.push(`seeds=[${variant.seed}]`);
  // No setting says which run of another cell to start from.
  const isOfCell = sameVariant(withoutSource(variant), variant);
  return { settings: [...settings, ...asSet], isSame: between !== null && isOfCell };
}
