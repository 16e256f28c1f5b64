import type { BlockSelection } from '../../base/context.ts';
import type { BlockRow } from '../../../src/figures/index.ts';

/** Keys of figures over blocks: arrows move, Enter selects, Escape lets go. */
export function pickByKey(row: BlockRow, selection: BlockSelection, key: string): boolean {
  if (key === 'Escape') {
    if (selection.selected === null && selection.hovered === null) return false;
    selection.hover(null);
    selection.select(null);
    return true;
  }
  const here = row.blockAt(selection.hovered ?? selection.selected);
  if (key === 'Enter') {
    if (here !== null) selection.select(row.placeOf(here));
    return here !== null;
  }
  const next = blockByKey(row, here, key);
  if (next === null) return false;
  selection.hover(row.placeOf(next));
  return true;
}

/** Where a key of the figures leads from a block (null: none yet); null: the key means nothing here. */
export function blockByKey(row: BlockRow, block: number | null, key: string): number | null {
  const last = row.count - 1;
  if (last < 0) return null;
  const clamp = (b: number) => Math.min(last, Math.max(0, b));
  const stage = row.stageOf(block ?? 0);
  switch (key) {
    case 'ArrowRight':
      return block === null ? 0 : clamp(block + 1);
    case 'ArrowLeft':
      return block === null ? last : clamp(block - 1);
    case 'PageDown':
      return clamp((block ?? 0) + 10);
    case 'PageUp':
      return clamp((block ?? last) - 10);
    // First of the stage, and from there of the network; the end likewise.
    case 'Home':
      return block === null || stage === null || block === stage.from ? 0 : stage.from;
    case 'End':
      return block === null || stage === null || block === stage.to - 1 ? last : stage.to - 1;
    default:
      return null;
  }
}
