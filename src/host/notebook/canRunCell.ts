import type { NotebookCell } from '../../protocol/index.ts';

/** Notes and networks do not run. */
export function canRunCell({ kind, name }: NotebookCell): boolean {
  return kind !== null && kind !== 'note' && kind !== 'network' && name !== '';
}
