import type { BlockRow } from '../../src/figures/index.ts';

/** How blocks of a diagram are drawn: boxes with plus, boxes without, or a band with a lens. */
export type DiagramLevel = 'boxes' | 'sticks' | 'bands';

/** Left and right of the blocks: input and classes; between stages: the change of shape. */
export const diagramMargins = { left: 64, right: 66, gap: 16 } as const;

/** Which blocks a diagram shows, and where. */
export interface DiagramWindow {
  readonly level: DiagramLevel;
  /** Pixels per block over the whole network. */
  readonly slot: number;
  /** Blocks that are drawn one by one: [from, to); all where there is no lens. */
  readonly from: number;
  readonly to: number;
}

export function levelOf(slot: number): DiagramLevel {
  if (slot >= 26) return 'boxes';
  return slot >= 5 ? 'sticks' : 'bands';
}

/**
 * `zoom` 0 shows the network as it fits; each step in halves the blocks of the lens, each step out
 * doubles them. `centre` is the block in the middle of the lens.
 */
export function diagramWindow(
  row: BlockRow,
  width: number,
  zoom: number,
  centre: number,
): DiagramWindow {
  const { left, right, gap } = diagramMargins;
  const gaps = gap * Math.max(0, row.stages.length - 1);
  const slot = Math.max(0.05, (width - left - right - gaps) / Math.max(1, row.count));
  const fits = levelOf(slot);
  if (fits !== 'bands' && zoom <= 0) return { level: fits, slot, from: 0, to: row.count };
  const wide = Math.max(9, Math.floor((width - 40) / 46));
  const start = fits === 'bands' ? wide : row.count;
  // At least three blocks, and at most as many as have five pixels each.
  const most = Math.min(row.count, Math.floor((width - 40) / 5));
  const shown = Math.max(Math.min(3, row.count), Math.min(most, Math.round(start / 2 ** zoom)));
  const from = Math.max(0, Math.min(row.count - shown, centre - (shown >> 1)));
  return { level: 'bands', slot, from, to: from + shown };
}

/** The zoom that shows `level` steps more or fewer, kept where it still changes something. */
export function zoomed(row: BlockRow, width: number, zoom: number, by: number): number {
  const before = diagramWindow(row, width, zoom, 0);
  const after = diagramWindow(row, width, zoom + by, 0);
  return before.to - before.from === after.to - after.from ? zoom : zoom + by;
}

/** Height of a box: 14 for a map of 4 × 4 and 9 for each doubling. */
export function boxHeight(side: number): number {
  return 14 + 9 * Math.max(0, Math.log2(Math.max(1, side) / 4));
}

/** Left edge of a block in the row over the whole network. */
export function overviewX(row: BlockRow, slot: number, block: number): number {
  const stage = row.stageOf(block)?.index ?? Math.max(0, row.stages.length - 1);
  return diagramMargins.left + stage * diagramMargins.gap + block * slot;
}

/** The block under a pixel of the row over the whole network, at most one beyond the ends cut off. */
export function overviewBlock(row: BlockRow, slot: number, x: number): number {
  for (const stage of row.stages) {
    const start = overviewX(row, slot, stage.from);
    const end = start + (stage.to - stage.from) * slot;
    // The middle of a gap divides it between its stages.
    if (x < end + diagramMargins.gap / 2) {
      const block = stage.from + Math.floor((x - start) / slot);
      return Math.max(stage.from, Math.min(stage.to - 1, block));
    }
  }
  return Math.max(0, row.count - 1);
}
