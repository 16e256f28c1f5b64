import type { DifferencesData } from '../../src/protocol/index.ts';

const mostNames = 12;

/** `optimizer` for all of its keys, unless one of them differs; no more names than are read. */
export function briefly({ same, rows }: Pick<DifferencesData, 'same' | 'rows'>): string[] {
  const headOf = (path: string) => path.split('.')[0] ?? path;
  const different = new Set(rows.map(row => headOf(row.path)));
  const names = new Set(same.map(path => (different.has(headOf(path)) ? path : headOf(path))));
  const left = names.size - mostNames;
  if (left <= 1) return [...names];
  return [...[...names].slice(0, mostNames), `and ${left} more`];
}
