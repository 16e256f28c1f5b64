import type { FigureTable } from '../../base/table.ts';
import type { YAxis } from '../core/axes.ts';
import type { BlockPoint } from '../../../src/figures/index.ts';

/** What a panel over the block axis shows. */
export interface Panel {
  readonly y: YAxis;
  /** In the order of drawing. */
  readonly lines: readonly PanelLine[];
  /** Of the theory: filled, with dashed edges. */
  readonly band?: { readonly low: number; readonly high: number } | null;
  readonly references?: readonly PanelReference[];
  /** Words beside points. */
  readonly notes?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  readonly readout: (block: number) => readonly string[];
  readonly table: () => FigureTable;
}

export interface PanelLine {
  /** In the legend of an exported picture. */
  readonly label: string;
  readonly points: readonly BlockPoint[];
  /** Other runs of the same cell stand back. */
  readonly look: 'measured' | 'theory' | 'other';
  readonly slot: number;
  /** False: only markers. */
  readonly hasLine?: boolean;
  /** Stems begin at this value. */
  readonly stems?: number;
}

export interface PanelReference {
  readonly y: number;
  /** Of a run; null: of the theory. */
  readonly slot: number | null;
  readonly dash?: readonly number[];
  readonly label?: string;
  readonly isLeft?: boolean;
  readonly isBelow?: boolean;
}
