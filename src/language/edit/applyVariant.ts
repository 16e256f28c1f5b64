import {
  flowText,
  seedKey,
  valueIn,
  variantKeys,
  withoutKey,
  type VariantPart,
} from '../../base/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type Cell, findCell, type Notebook } from '../notebook.ts';
import { parseNotebook } from '../parseNotebook.ts';
import { networkCellOf } from '../refer.ts';
import { applySettings, type FindCell } from './applySettings.ts';

/** What stands before a key of the network that a training uses: `network.padding`. */
const networkPrefix = 'network.';

/** What stands before a key of the training whose weights a training starts from: of another cell, which has run. */
const sourcePrefix = 'from.';

/** The cells whose text a key of a variant changes, and what it is called there. */
interface VariantPlace {
  readonly find: FindCell;
  readonly key: string;
}

/** Where a key of a variant stands that is a training's, by the name of its cell; the network is found in the text as it is then. */
export function placeOfKey(cell: string, key: string): VariantPlace {
  if (!key.startsWith(networkPrefix)) return { find: notebook => findCell(notebook, cell), key };
  return {
    find: notebook => {
      const training = findCell(notebook, cell);
      return (training && networkCellOf(notebook, training)) ?? undefined;
    },
    key: key.slice(networkPrefix.length),
  };
}

/**
 * Keys of a variant as settings of a cell, each key before those below it: `rate` before `rate.cosine.0`. A study's
 * own stand behind its kind; those of the run that a training started from are none of its cell.
 */
export function settingsOf(keys: VariantPart, kind = ''): string[] {
  return variantKeys(withoutSource(keys)).map(key => {
    const own = key.startsWith(`${kind}.`) ? key.slice(kind.length + 1) : key;
    return `${own}=${flowText(valueIn(keys, key) ?? null)}`;
  });
}

/** The keys without those of the run that a training started from. */
export function withoutSource(keys: VariantPart): VariantPart {
  return Object.fromEntries(Object.entries(keys).filter(([key]) => !key.startsWith(sourcePrefix)));
}

/**
 * The text with the keys of a variant set in its training and the network of that. The seed is no text: each
 * run has its own. Reports as `applySettings` does.
 */
export function applyVariant(
  text: string,
  cell: string,
  keys: VariantPart,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let current = text;
  for (const name of variantKeys(withoutKey(withoutSource(keys), seedKey))) {
    const { find, key } = placeOfKey(cell, name);
    const result = applySettings(current, find, [
      `${key}=${flowText(valueIn(keys, name) ?? null)}`,
    ]);
    current = result.text;
    diagnostics.push(...result.diagnostics);
  }
  return { text: current, diagnostics };
}

/** A training of this text as one of its variants asks it; null where the text then has errors in it. */
export function cellOfVariant(
  text: string,
  cell: string,
  keys: VariantPart,
): { readonly notebook: Notebook; readonly cell: Cell } | null {
  const applied = applyVariant(text, cell, keys);
  if (applied.diagnostics.length > 0) return null;
  const notebook = parseNotebook(applied.text);
  const found = findCell(notebook, cell);
  return found === undefined || found.value === null ? null : { notebook, cell: found };
}
