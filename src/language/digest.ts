import { canonicalJson } from '../base/index.ts';
import { kinds } from './kinds/index.ts';
import { type Cell, findCell, type Notebook } from './notebook.ts';
import { sha256 } from './sha256.ts';

/**
 * The identity of what a cell asks for: SHA-256, in hex, of the checked value and of all that it
 * refers to. Comments, layout, names, and writing a default or a preset out do not change it; every
 * value that matters does. `seeds` are left out: each run carries its own variant of the recipe, so a new
 * seed keeps the results of the others. A run or a path outside the notebook counts by its name.
 *
 * Null while the cell, or one that it refers to, has an error, or if there is no such cell.
 */
export function digestCell(notebook: Notebook, name: string): string | null {
  const cell = findCell(notebook, name);
  return cell === undefined ? null : digestOf(notebook, cell);
}

export function digestOf(notebook: Notebook, cell: Cell): string | null {
  const identity = askedBy(notebook, cell, 0);
  return identity === null ? null : sha256(canonicalJson(identity));
}

function askedBy(notebook: Notebook, cell: Cell, depth: number): unknown {
  // Deeper than there are cells is a circle.
  if (cell.value === null || depth > notebook.cells.length) return null;
  const descriptor = kinds.get(cell.value.kind);
  if (descriptor === undefined) return null;
  const { value } = cell.value;
  if (typeof value === 'string') return { kind: cell.value.kind, value };
  const entries: Record<string, unknown> = { ...value };
  for (const key of descriptor.notInDigest) delete entries[key];
  for (const [key, meaning] of Object.entries(descriptor.unsaid ?? {}))
    if (entries[key] === meaning) delete entries[key];
  for (const { name, path } of descriptor.references(value)) {
    const target = cell.references.find(r => r.name === name)?.target ?? null;
    const [key = '', item] = path;
    if (target === null) continue;
    const referred = notebook.cells[target];
    const inner = referred && askedBy(notebook, referred, depth + 1);
    if (inner === null || inner === undefined) return null;
    const whole = entries[key];
    entries[key] =
      Array.isArray(whole) && item !== undefined ? whole.with(Number(item), inner) : inner;
  }
  return { kind: cell.value.kind, value: entries };
}
