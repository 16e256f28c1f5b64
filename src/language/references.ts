import type { Diagnostic } from './diagnostic.ts';
import type { Cell } from './notebook.ts';
import type { LooseCell } from './parseCell.ts';
import { didYouMean } from './suggest.ts';

/** Follows names to the cells they stand for; reports those that lead nowhere. */
export function linkReferences(
  cells: readonly LooseCell[],
  report: (diagnostic: Diagnostic) => void,
): Cell[] {
  return cells.map(({ diagnostics: _, references, ...cell }) => ({
    ...cell,
    references: references.map(({ name, range, to }) => {
      const fits = (c: LooseCell) => (to === 'network' ? c.kind === 'network' : c.kind === 'train');
      const target = cells.findIndex(c => fits(c) && c.name === name);
      if (target === -1 && !(to === 'run' && isOutside(name)))
        report({
          code: 'name.undefined',
          severity: 'error',
          message: undefinedName(name, to, cells, fits),
          range,
        });
      return { name, range, to, target: target === -1 ? null : target };
    }),
  }));
}

/** A run id (`20261121-062501-base-4f2c`) or the path of a run, a checkpoint or a weights file. */
export function isOutside(name: string): boolean {
  return /^\d{8}-\d{6}-/.test(name) || /[\\/]/.test(name) || name.endsWith('.safetensors');
}

function undefinedName(
  name: string,
  to: 'network' | 'run',
  cells: readonly LooseCell[],
  fits: (cell: LooseCell) => boolean,
): string {
  const what = to === 'network' ? 'network' : 'train cell';
  const names = cells.filter(fits).map(c => c.name);
  const other = cells.find(c => c.name === name && c.kind !== null);
  if (other !== undefined && names.length === 0)
    return `\`${name}\` is a ${other.kind ?? ''} cell; what is meant here must be a ${what}.`;
  const guess = didYouMean(name, names);
  if (names.length === 0)
    return `There is no ${what} \`${name}\` in this notebook; add a cell that begins with \`${to === 'network' ? 'network' : 'train'}: ${name}\`.`;
  return `There is no ${what} \`${name}\` in this notebook.${guess === '' ? ` There are ${names.map(n => `\`${n}\``).join(', ')}.` : guess}`;
}
