import { UserError, whyNoVariant, type Json, type VariantPart } from '../../base/index.ts';
import {
  applySettings,
  applyVariant,
  digestCell,
  findCell,
  parseNotebook,
  settingsOf,
  variantsAsked,
} from '../../language/index.ts';
import type { Invocation, RunnableCell } from '../../runs/index.ts';
import type { NotebookFile } from '../notebookFile.ts';
import type { SettingStep } from './settings.ts';

/**
 * What is run of cells of a file with settings: variants of them as they are written, in which those settings are
 * keys that change what is asked. Where a cell has no sense before it is set, the recipe is the text with the settings.
 *
 * @param cells of the edited file
 * @throws UserError `usage.set` for what is too large to be told of a run
 */
export function setVariants(
  original: NotebookFile,
  edited: NotebookFile,
  cells: readonly RunnableCell[],
  steps: readonly SettingStep[],
): Pick<Invocation, 'notebook' | 'text' | 'variants' | 'studyKeys'> {
  const { notebook, text } = original;
  const isWhole = cells.every(({ cell, training }) =>
    [cell, ...(training === null ? [] : [training])].every(
      each => digestCell(notebook, each.name) !== null,
    ),
  );
  if (steps.length === 0 || !isWhole) return { notebook: edited.notebook, text: edited.text };
  const set = keysByCell(steps);
  const ofCell = (name: string, apply: (keys: VariantPart) => { readonly text: string }) =>
    changing(set.get(name) ?? {}, keys => digestCell(parseNotebook(apply(keys).text), name));
  const trainings = cells.flatMap(each =>
    each.kind === 'train' ? each.cell : (each.training ?? []),
  );
  const variants = new Map(
    trainings.map(({ name }) => {
      const keys = ofCell(name, part => applyVariant(text, name, part));
      const asked = variantsAsked(findCell(edited.notebook, name) ?? { value: null });
      return [name, asked.map(variant => ({ ...keys, ...variant }))] as const;
    }),
  );
  const studyKeys = new Map(
    cells
      .filter(({ kind }) => kind !== 'train')
      .map(({ kind, cell: { name } }) => {
        const keys = ofCell(name, part => applySettings(text, name, settingsOf(part, kind)));
        return [name, keys] as const;
      }),
  );
  for (const each of [...[...variants.values()].flat(), ...studyKeys.values()]) {
    const why = whyNoVariant({ seed: 1, ...each });
    if (why !== null)
      throw new UserError('usage.set', `What \`--set\` sets of a run is kept with it as ${why}.`);
  }
  return { notebook, text, variants, studyKeys };
}

/** By cell what is set in the end: a key takes those below it away that were set before. */
function keysByCell(steps: readonly SettingStep[]): ReadonlyMap<string, VariantPart> {
  const found = new Map<string, Map<string, Json>>();
  for (const { cell, key, value } of steps.flatMap(step => step.keys)) {
    const keys = found.get(cell) ?? new Map<string, Json>();
    for (const other of [...keys.keys()])
      if (other === key || other.startsWith(`${key}.`)) keys.delete(other);
    found.set(cell, keys.set(key, value));
  }
  return new Map([...found].map(([cell, keys]) => [cell, Object.fromEntries(keys)]));
}

/** Those of the keys without which something else would be asked: who sets what is written sets nothing. */
function changing(
  keys: VariantPart,
  digestWith: (keys: VariantPart) => string | null,
): VariantPart {
  let kept = Object.entries(keys);
  for (const entry of kept) {
    const others = kept.filter(each => each !== entry);
    if (digestWith(Object.fromEntries(others)) === digestWith(Object.fromEntries(kept)))
      kept = others;
  }
  return Object.fromEntries(kept);
}
