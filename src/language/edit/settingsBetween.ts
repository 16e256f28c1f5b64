import { digestCell } from '../digest.ts';
import { findCell } from '../notebook.ts';
import { parseNotebook } from '../parseNotebook.ts';
import type { Plain } from '../yaml/plain.ts';
import { readCell } from '../yaml/readCell.ts';
import { applySettings } from './applySettings.ts';
import { flowText } from '../../base/index.ts';

/**
 * Settings for `applySettings` with which a cell of this text asks for what `digest` stands for, found
 * in `source`, the text that the cell had then. Null where no settings do: something that the cell
 * refers to is another now, or a key was taken away since.
 */
export function settingsBetween(
  text: string,
  name: string,
  { source, digest }: { readonly source: string; readonly digest: string },
): string[] | null {
  const notebook = parseNotebook(text);
  const cell = findCell(notebook, name);
  if (cell === undefined) return null;
  if (digestCell(notebook, name) === digest) return [];
  const now = keysOf(text.slice(cell.range.start, cell.range.end));
  const settings = [...keysOf(source)]
    .filter(([key, value]) => now.get(key) !== value && /^[\p{L}\p{N}_-]+$/u.test(key))
    .map(([key, value]) => `${key}=${value}`);
  const changed = parseNotebook(applySettings(text, name, settings).text);
  return digestCell(changed, name) === digest ? settings : null;
}

/** The keys behind the first, which names the cell, each with its value on one line. */
function keysOf(source: string): ReadonlyMap<string, string> {
  const data: Plain = readCell(source, { start: 0, end: source.length })?.data ?? null;
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return new Map();
  const [, ...keys] = Object.entries(data);
  return new Map(keys.map(([key, value]) => [key, flowText(value)]));
}
