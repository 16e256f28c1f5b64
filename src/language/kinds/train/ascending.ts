import type { Path } from '../../positions.ts';
import type { Report } from '../kind.ts';

/** Epochs stand in order, so that an item of the text is the same item of the value. */
export function checkAscending(epochs: readonly number[], path: Path, report: Report): void {
  const late = epochs.findIndex((epoch, i) => i > 0 && epoch <= (epochs[i - 1] ?? 0));
  if (late === -1) return;
  const text = `[${[...epochs].sort((a, b) => a - b).join(', ')}]`;
  report([...path, late], 'value.order', `Epochs must stand in ascending order: \`${text}\`.`, {
    fix: { text, path },
  });
}
