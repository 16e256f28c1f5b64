import { cssColour, type Colour, identityOf, type BlockPoint } from '../../../src/figures/index.ts';
import { formatTick } from '../../../src/base/index.ts';
import type { FigureTable } from '../../base/table.ts';
import type { YAxis } from '../core/axes.ts';
import {
  clipped,
  drawBeyond,
  drawHorizontal,
  drawLabel,
  drawMarker,
  setStroke,
} from '../core/draw.ts';
import type { PictureCaption } from '../core/picture.ts';
import type { PlotCanvas } from '../core/plot.ts';
import { BlockFigure } from './blockFigure.ts';
import type { Panel, PanelLine } from './panel.ts';
import { paintReferenceLabels, paintReferences } from './references.ts';

/** One quantity by block, with theory, reference lines and stems. */
export class PanelFigure extends BlockFigure {
  static override properties = {
    ...BlockFigure.properties,
    panel: { attribute: false },
  };
  declare panel: Panel | null;

  constructor() {
    super();
    this.panel = null;
  }

  protected override yAxis(): YAxis {
    return this.panel?.y ?? { min: 0, max: 1, ticks: [] };
  }

  protected override readoutOf(block: number | null): readonly string[] {
    return block === null ? [] : (this.panel?.readout(block) ?? []);
  }

  protected override table(): FigureTable | null {
    return this.panel?.table() ?? null;
  }

  protected override legend(): PictureCaption['legend'] {
    const kinds = { measured: 'marked', theory: 'theory', other: 'thin' } as const;
    return (this.panel?.lines ?? []).map(l => ({
      label: l.label,
      slot: l.slot,
      kind: kinds[l.look],
    }));
  }

  protected override paintData(canvas: PlotCanvas): void {
    const { panel } = this;
    if (panel === null) return;
    if (panel.band) paintBand(canvas, panel.band);
    paintReferences(canvas, panel.references ?? []);
    for (const line of panel.lines) {
      if (line.stems !== undefined) paintStems(canvas, line, line.stems);
      paintLine(canvas, line, canvas.axes.x.max - canvas.axes.x.min > 40);
    }
    for (const line of panel.lines) if (line.look === 'measured') paintBeyond(canvas, line);
    // Above the data too.
    paintReferenceLabels(canvas, panel.references ?? []);
    for (const note of panel.notes ?? []) if (isInside(canvas, note.x)) paintNote(canvas, note);
  }

  protected override paintMarks(canvas: PlotCanvas, selected: number | null): void {
    if (selected === null) return;
    const { context, theme } = canvas;
    for (const line of this.panel?.lines ?? []) {
      if (line.look !== 'measured') continue;
      const point = line.points.find(p => p.x === selected + 0.5 && !Number.isNaN(p.y));
      if (point === undefined || !isInside(canvas, point.x)) continue;
      if (isBeyond(canvas, point.y) !== 0) continue;
      context.fillStyle = cssColour(theme.accent);
      setStroke(context, { colour: theme.background, width: 1.5 });
      context.beginPath();
      context.arc(canvas.x(point.x), canvas.y(point.y), 4.5, 0, 7);
      context.fill();
      context.stroke();
    }
  }
}

customElements.define('reslab-block-panel', PanelFigure);

/** Beside its point; at the right edge to the left of it. */
function paintNote(canvas: PlotCanvas, note: NonNullable<Panel['notes']>[number]): void {
  const [x, y] = [canvas.x(note.x), canvas.y(note.y)];
  if (x < canvas.area.right - 46) drawLabel(canvas, note.text, x + 8, y);
  else drawLabel(canvas, note.text, x - 8, y, { align: 'right' });
}

function runColour({ theme }: PlotCanvas, slot: number): Colour {
  return theme.runs[identityOf(slot).colour] ?? theme.ink;
}

function paintBand(canvas: PlotCanvas, { low, high }: NonNullable<Panel['band']>): void {
  const { context, area, theme } = canvas;
  const [top, bottom] = [canvas.y(high), low > 0 ? canvas.y(low) : area.bottom];
  context.fillStyle = cssColour(theme.quiet, theme.isHighContrast ? 0.28 : 0.17);
  clipped(canvas, () => context.fillRect(area.left, top, area.right - area.left, bottom - top));
  const edge = { colour: theme.quiet, dash: [5, 4] };
  drawHorizontal(canvas, top, edge);
  if (low > 0) drawHorizontal(canvas, bottom, edge);
}

function paintLine(canvas: PlotCanvas, line: PanelLine, isDense: boolean): void {
  const { context, theme } = canvas;
  const colour = runColour(canvas, line.slot);
  const { dash, marker } = identityOf(line.slot);
  if (line.look === 'theory') setStroke(context, { colour: theme.quiet, width: 1.5, dash: [5, 4] });
  else if (line.look === 'other') setStroke(context, { colour, alpha: 0.4, dash });
  else setStroke(context, { colour, alpha: isDense ? 1 : 0.55, width: isDense ? 1.25 : 1, dash });
  if (line.hasLine !== false)
    clipped(canvas, () => {
      context.beginPath();
      let isOpen = false;
      for (const { x, y } of line.points) {
        const pixel = canvas.y(y);
        if (Number.isNaN(pixel)) isOpen = false;
        else if (isOpen) context.lineTo(canvas.x(x), pixel);
        else context.moveTo(canvas.x(x), pixel);
        isOpen ||= !Number.isNaN(pixel);
      }
      context.stroke();
    });
  context.setLineDash([]);
  if (line.look === 'other' && line.hasLine === false) return paintDots(canvas, line, colour);
  if (line.look !== 'measured' || (isDense && line.hasLine !== false)) return;
  const slot = canvas.x(1) - canvas.x(0);
  const radius = line.hasLine === false ? Math.max(1.5, Math.min(3.5, 0.7 * slot)) : 2.75;
  for (const { x, y } of line.points)
    if (isInside(canvas, x) && isBeyond(canvas, y) === 0)
      drawMarker(canvas, marker, canvas.x(x), canvas.y(y), radius, colour);
}

/** One run of several: small, so that the mean stays in front. */
function paintDots(canvas: PlotCanvas, { points }: PanelLine, colour: Colour): void {
  for (const { x, y } of points)
    if (isInside(canvas, x) && isBeyond(canvas, y) === 0 && !Number.isNaN(y))
      drawMarker(canvas, 'circle', canvas.x(x), canvas.y(y), 1.4, colour);
}

/** Length is the cost: from the intact line to the point. */
function paintStems(canvas: PlotCanvas, line: PanelLine, from: number): void {
  const { context } = canvas;
  const width = Math.min(3, Math.max(1, 0.5 * (canvas.x(1) - canvas.x(0))));
  setStroke(context, { colour: runColour(canvas, line.slot), alpha: 0.8, width });
  clipped(canvas, () => {
    context.beginPath();
    for (const { x, y } of line.points) {
      if (Number.isNaN(y)) continue;
      context.moveTo(canvas.x(x), canvas.y(from));
      context.lineTo(canvas.x(x), canvas.y(y));
    }
    context.stroke();
  });
}

/** Values beyond the axis are never dropped: triangles at the edge, the farthest near ones with its value. */
function paintBeyond(canvas: PlotCanvas, line: PanelLine): void {
  const { area, theme } = canvas;
  for (const side of [1, -1] as const) {
    const points = line.points.filter(p => isInside(canvas, p.x) && isBeyond(canvas, p.y) === side);
    for (const { x } of points)
      drawBeyond(canvas, canvas.x(x), side > 0, runColour(canvas, line.slot));
    for (const cluster of clusters(points, canvas.x, 34)) {
      const farthest = cluster.reduce((a, b) => (side * b.y > side * a.y ? b : a));
      // Beside a lone triangle; past the row of triangles where there are several.
      const inward = cluster.length > 1 && area.bottom - area.top > 40 ? 14 : 6;
      const isRight = area.right - canvas.x(farthest.x) < 40;
      drawLabel(
        canvas,
        formatTick(Number(farthest.y.toPrecision(3))),
        canvas.x(farthest.x) + (isRight ? -7 : 7),
        side > 0 ? area.top + inward : area.bottom - inward,
        { colour: theme.quiet, align: isRight ? 'right' : 'left' },
      );
    }
  }
}

/** Points in order whose neighbours are nearer than `gap` pixels. */
function clusters(
  points: readonly BlockPoint[],
  pixel: (x: number) => number,
  gap: number,
): BlockPoint[][] {
  const found: BlockPoint[][] = [];
  let last = -Infinity;
  for (const point of points) {
    if (pixel(point.x) - last > gap) found.push([]);
    found.at(-1)?.push(point);
    last = pixel(point.x);
  }
  return found;
}

/** In the part of the axis that is shown. */
function isInside({ axes }: PlotCanvas, x: number): boolean {
  return x >= axes.x.min && x <= axes.x.max;
}

/** 1 above the axis, -1 below, 0 inside or no number. */
function isBeyond({ axes }: PlotCanvas, y: BlockPoint['y']): -1 | 0 | 1 {
  if (Number.isNaN(y)) return 0;
  if (y > axes.y.max) return 1;
  return y < axes.y.min ? -1 : 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'reslab-block-panel': PanelFigure;
  }
}
