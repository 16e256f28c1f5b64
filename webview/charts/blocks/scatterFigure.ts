import { formatShare } from '../../../src/base/index.ts';
import { identityOf } from '../../../src/figures/index.ts';
import type { FigureTable } from '../../base/table.ts';
import type { Axes, XAxis, YAxis } from '../core/axes.ts';
import { drawAxisName, drawMarker } from '../core/draw.ts';
import type { Plot, PlotCanvas } from '../core/plot.ts';
import type { PanelReference } from './panel.ts';
import { PlainFigure } from './plainFigure.ts';
import { paintReferences } from './references.ts';

/** A share (y) by a number (x), point by point; `<reslab-scatter>`. */
export class ScatterFigure extends PlainFigure {
  static override properties = {
    ...PlainFigure.properties,
    dots: { attribute: false },
    x: { attribute: false },
    y: { attribute: false },
    runSlot: { type: Number },
    references: { attribute: false },
    names: { attribute: false },
  };

  /** By ascending x; y is a share from 0 to 1. */
  declare dots: readonly { readonly x: number; readonly y: number }[];
  declare x: XAxis;
  declare y: YAxis;
  declare runSlot: number;
  declare references: readonly PanelReference[];
  /** Of x and y, for the table. */
  declare names: readonly [string, string];

  constructor() {
    super();
    this.dots = [];
    this.x = { min: 0, max: 1 };
    this.y = { min: 0, max: 1 };
    this.runSlot = 0;
    this.references = [];
    this.names = ['x', 'y'];
  }

  protected override axes(): Axes {
    return { x: this.x, y: this.y };
  }

  protected override points(): number {
    return this.dots.length;
  }

  protected override nearest({ area }: Plot, x: number, y: number): number | null {
    let best: number | null = null;
    let least = 24;
    const across = (area.right - area.left) / (this.x.max - this.x.min);
    const down = (area.bottom - area.top) / (this.y.max - this.y.min);
    this.dots.forEach((dot, i) => {
      const dx = area.left + (dot.x - this.x.min) * across - x;
      const dy = area.bottom - (dot.y - this.y.min) * down - y;
      const distance = Math.hypot(dx, dy);
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  protected override readoutOf(at: number): readonly string[] {
    const dot = this.dots[at];
    return dot ? [`τ ${dot.x.toFixed(3)} `, formatShare(dot.y)] : [];
  }

  protected override table(): FigureTable {
    return { columns: this.names, rows: this.dots.map(({ x, y }) => [x, y]) };
  }

  protected override paint(canvas: PlotCanvas): void {
    const { colour, marker } = identityOf(this.runSlot);
    const ink = canvas.theme.runs[colour] ?? canvas.theme.ink;
    paintReferences(canvas, this.references);
    for (const { x, y } of this.dots) drawMarker(canvas, marker, canvas.x(x), canvas.y(y), 3, ink);
    drawAxisName(canvas);
  }

  protected override paintOver(canvas: PlotCanvas): void {
    const dot = this.at === null ? undefined : this.dots[this.at];
    if (dot === undefined) return;
    drawMarker(canvas, 'ring', canvas.x(dot.x), canvas.y(dot.y), 5, canvas.theme.ink);
  }
}

customElements.define('reslab-scatter', ScatterFigure);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-scatter': ScatterFigure;
  }
}
