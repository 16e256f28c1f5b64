import { UserError } from '../../base/index.ts';
import {
  applySettings,
  didYouMean,
  kinds,
  type PlacedDiagnostic,
  readSetting,
} from '../../language/index.ts';
import type { RunnableCell } from '../../runs/index.ts';
import type { NotebookFile } from '../notebookFile.ts';
import { placesOfSetting, type SetKey } from './settingPlaces.ts';

/** The text after one setting and all before it. */
export interface SettingStep {
  readonly setting: string;
  readonly text: string;
  /** What it sets of which cells that run. */
  readonly keys: readonly SetKey[];
}

/**
 * The text with `--set key=value` written into every chosen cell whose kind has that key, after each setting;
 * `network.key=value` into the networks that they train. A key that no chosen cell has is one of the
 * training of a chosen study.
 *
 * @throws UserError `usage.set` for a key that none of them has, or what is no setting.
 */
export function withSettings(
  text: string,
  cells: readonly RunnableCell[],
  settings: readonly string[],
): SettingStep[] {
  const steps: SettingStep[] = [];
  let current = text;
  for (const setting of settings) {
    if (!setting.includes('='))
      throw new UserError(
        'usage.set',
        `--set ${setting}: write key=value, e.g. --set epochs=1 or --set optimizer.momentum=0.8.`,
      );
    const read = readSetting(setting);
    if ('problem' in read) throw new UserError('usage.set', `--set: ${read.problem}`);
    const places = placesOfSetting(read, cells, keysOf);
    if (places.length === 0) throw unknownKey(setting, read.key.split('.')[0] ?? '', cells);
    for (const { find, setting: there } of places) {
      const result = applySettings(current, find, [there]);
      const [problem] = result.diagnostics;
      if (problem !== undefined) throw new UserError('usage.set', `--set: ${problem.message}`);
      current = result.text;
    }
    steps.push({ setting, text: current, keys: places.flatMap(place => place.key ?? []) });
  }
  return steps;
}

/**
 * What is wrong with a file, and what settings make wrong: a setting has no line in the file.
 *
 * @param original the file as it stands
 * @param edited the file after the last of the steps
 */
export function blameSettings(
  original: NotebookFile,
  edited: NotebookFile,
  steps: readonly SettingStep[],
  problemsOf: (text: string) => readonly PlacedDiagnostic[],
): {
  readonly inFile: readonly PlacedDiagnostic[];
  readonly bySetting: readonly { readonly setting: string; readonly problem: PlacedDiagnostic }[];
} {
  if (steps.length === 0) return { inFile: original.diagnostics, bySetting: [] };
  const remaining = unmatched(original.diagnostics, edited.diagnostics);
  let known = original.diagnostics;
  const bySetting = steps.flatMap(({ setting, text }) => {
    const now = problemsOf(text);
    const made = unmatched(now, known);
    known = now;
    return made.map(problem => ({ setting, problem }));
  });
  return {
    inFile: original.diagnostics.filter(d => !remaining.includes(d)),
    bySetting: bySetting.filter(
      ({ problem }) => unmatched([problem], edited.diagnostics).length === 0,
    ),
  };
}

/** Those of the first list that say something that the second does not; places may have moved. */
function unmatched(
  diagnostics: readonly PlacedDiagnostic[],
  others: readonly PlacedDiagnostic[],
): PlacedDiagnostic[] {
  const left = others.map(d => `${d.code} ${d.message}`);
  return diagnostics.filter(d => {
    const at = left.indexOf(`${d.code} ${d.message}`);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The keys that a cell of this kind may have. */
function keysOf(kind: string): readonly string[] {
  const schema = kinds.get(kind)?.schema as { properties?: object } | undefined;
  return Object.keys(schema?.properties ?? {});
}

function unknownKey(setting: string, key: string, cells: readonly RunnableCell[]): UserError {
  const keys = [...new Set(cells.flatMap(({ kind }) => keysOf(kind)))];
  const guess = didYouMean(key, keys) || ` Keys: ${keys.join(', ')}.`;
  const where =
    cells.length === 1 ? `the cell '${cells[0]?.cell.name ?? ''}'` : 'no cell that runs';
  const has = cells.length === 1 ? 'has no key' : 'has a key';
  return new UserError('usage.set', `--set ${setting}: ${where} ${has} '${key}'.${guess}`);
}
