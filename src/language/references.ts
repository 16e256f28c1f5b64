import type { Diagnostic } from './diagnostic.ts';
import type { Cell } from './notebook.ts';
import type { LooseCell } from './looseCell.ts';
import { didYouMean } from './suggest.ts';

/** Follows names to the cells they stand for; reports those that lead nowhere. */
export function linkReferences(
  cells: readonly LooseCell[],
  report: (diagnostic: Diagnostic) => void,
): Cell[] {
  const linked = cells.map(({ diagnostics: _, references, ...cell }) => ({
    ...cell,
    references: references.map(({ name, range, to }) => {
      const fits = (c: LooseCell) => (to === 'network' ? c.kind === 'network' : c.kind === 'train');
      const target = cells.findIndex(c => fits(c) && c.name === name);
      if (target === -1 && !(to !== 'network' && isOutside(name)))
        report({
          code: 'name.undefined',
          severity: 'error',
          message: undefinedName(name, to, cells, fits),
          range,
        });
      return { name, range, to, target: target === -1 ? null : target };
    }),
  }));
  linked.forEach((cell, i) => {
    for (const { name, range, target } of cell.references)
      if (target !== null && leadsTo(target, i, linked))
        report({
          code: 'name.cycle',
          severity: 'error',
          message:
            target === i
              ? `\`${name}\` refers to itself; name another training, or remove this key.`
              : `\`${name}\` refers back to \`${cell.name}\`, so neither can be first; remove one of the two.`,
          range,
          related: [{ message: 'It is defined here.', range: linked[target]?.nameRange ?? range }],
        });
  });
  return linked;
}

/** Whether following references from a cell comes to another; only cells of one kind form cycles. */
function leadsTo(from: number, to: number, cells: readonly Cell[]): boolean {
  const seen = new Set<number>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { target } of cells[next]?.references ?? []) if (target !== null) open.push(target);
  }
  return false;
}

/** A run id (`20261121-062501-base-4f2c`) or the path of a run, a checkpoint or a weights file. */
export function isOutside(name: string): boolean {
  return /^\d{8}-\d{6}-/.test(name) || /[\\/]/.test(name) || name.endsWith('.safetensors');
}

function undefinedName(
  name: string,
  to: Cell['references'][number]['to'],
  cells: readonly LooseCell[],
  fits: (cell: LooseCell) => boolean,
): string {
  const what = to === 'network' ? 'network' : 'train cell';
  const names = cells.filter(fits).map(c => c.name);
  const other = cells.find(c => c.name === name && c.kind !== null);
  const guess = didYouMean(name, names);
  if (other !== undefined)
    return `\`${name}\` is a ${other.kind ?? ''} cell; what is meant here must be a ${what}.${guess}`;
  if (names.length === 0)
    return `There is no ${what} \`${name}\` in this notebook; add a cell that begins with \`${to === 'network' ? 'network' : 'train'}: ${name}\`.`;
  return `There is no ${what} \`${name}\` in this notebook.${guess === '' ? ` There are ${names.map(n => `\`${n}\``).join(', ')}.` : guess}`;
}
