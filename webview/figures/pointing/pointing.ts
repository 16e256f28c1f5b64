import type { Panel, Scene } from '../../../src/figures/index.ts';
import type { BlockSelection } from '../../base/context.ts';
import type { PanelGroup } from '../group.ts';
import type { Canvas } from '../paint/draw.ts';
import type { Parts } from './readout.ts';
import type { Shown } from './shown.ts';

/** What the reader points at in a figure, and what that shows: one way for each kind of x axis. */
export interface Pointing {
  /** Pixels of the figure, in a panel; null: no longer. */
  point(place: PlotPlace | null): void;
  click(place: PlotPlace): void;
  /** Shows a part of x; null: all. */
  zoom(range: readonly [number, number] | null): void;
  /** True if the key meant something. */
  key(key: string): boolean;
  /** Crosshair, selection, ring. */
  paintOver(canvas: Canvas, panel: Panel): void;
  readout(): Parts;
  /** The part of x that is shown; null: all. */
  readonly range: readonly [number, number] | null;
  /** Hears of what moves it from elsewhere. Returns how to stop. */
  listen(): () => void;
}

export interface PlotPlace {
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
}

/** What a way of pointing asks of its figure. */
export interface PointedFigure {
  readonly shown: Shown | null;
  readonly scene: Scene | null;
  readonly group: PanelGroup;
  readonly selection: BlockSelection | null;
  /** The crosshair or the selection moved. */
  moved(): void;
  /** Another part of x is shown. */
  zoomed(): void;
  /** A click on a value of y. */
  picked(y: number): void;
}

export const isInside = ({ left, right }: Panel['area'], x: number) => x >= left && x <= right;
