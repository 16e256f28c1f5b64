import { cssColour, type Item, type Panel } from '../../../src/figures/index.ts';
import {
  clipped,
  colourOf,
  drawMarker,
  setLine,
  shownAlpha,
  strokeSegment,
  writeWords,
  type Canvas,
} from './draw.ts';
import { paintCells } from './cells.ts';

type ItemOf<Name extends Item['item']> = Extract<Item, { readonly item: Name }>;

/** Draws all that a panel has, from back to front. */
export function paintPanel(canvas: Canvas, panel: Panel): void {
  for (const item of panel.items)
    if (item.isClipped) clipped(canvas.context, panel.area, () => paintItem(canvas, item, panel));
    else paintItem(canvas, item, panel);
}

function paintItem(canvas: Canvas, item: Item, { area }: Panel): void {
  const { context, theme } = canvas;
  switch (item.item) {
    case 'path':
      return paintPath(canvas, item);
    case 'segments':
      return paintSegments(canvas, item);
    case 'area':
      return paintArea(canvas, item);
    case 'markers':
      return paintMarkers(canvas, item);
    case 'beyond':
      return paintBeyond(canvas, item);
    case 'rects': {
      context.fillStyle = cssColour(colourOf(item.paint, theme), shownAlpha(item.alpha, theme));
      for (let i = 0; i + 3 < item.boxes.length; i += 4) {
        const [x0, y0, x1, y1] = item.boxes.subarray(i, i + 4) as unknown as Box;
        context.fillRect(x0, y0, x1 - x0, y1 - y0);
      }
      return;
    }
    case 'cells':
      return paintCells(canvas, item, area);
    case 'text':
      return writeWords(canvas, item);
    case 'flag':
      return paintFlag(canvas, item);
    case 'cross':
      return paintCross(canvas, item);
  }
}

type Box = [number, number, number, number];

function paintPath(canvas: Canvas, { points, line }: ItemOf<'path'>): void {
  const { context } = canvas;
  setLine(canvas, line);
  context.lineJoin = 'round';
  context.beginPath();
  let isDown = false;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? NaN;
    const y = points[i + 1] ?? NaN;
    if (Number.isNaN(y)) {
      isDown = false;
      continue;
    }
    if (isDown) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      // A point between two gaps is a dot of its own.
      if (Number.isNaN(points[i + 3] ?? NaN)) context.lineTo(x + 0.5, y);
    }
    isDown = true;
  }
  context.stroke();
  context.setLineDash([]);
}

function paintSegments(canvas: Canvas, { points, line }: ItemOf<'segments'>): void {
  const { context } = canvas;
  setLine(canvas, line);
  context.beginPath();
  for (let i = 0; i + 3 < points.length; i += 4) {
    context.moveTo(points[i] ?? NaN, points[i + 1] ?? NaN);
    context.lineTo(points[i + 2] ?? NaN, points[i + 3] ?? NaN);
  }
  context.stroke();
  context.setLineDash([]);
}

function paintArea({ context, theme }: Canvas, { points, paint, alpha }: ItemOf<'area'>): void {
  context.fillStyle = cssColour(colourOf(paint, theme), shownAlpha(alpha, theme));
  context.beginPath();
  let isOpen = false;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? NaN;
    const y = points[i + 1] ?? NaN;
    const isThere = !Number.isNaN(y);
    if (isThere && isOpen) context.lineTo(x, y);
    else if (isThere) context.moveTo(x, y);
    isOpen = isThere;
  }
  context.fill();
}

function paintMarkers(canvas: Canvas, item: ItemOf<'markers'>): void {
  const { points, marker, radius, paint, alpha } = item;
  const colour = colourOf(paint, canvas.theme);
  for (let i = 0; i + 1 < points.length; i += 2)
    drawMarker(canvas, marker, [points[i] ?? NaN, points[i + 1] ?? NaN], radius, colour, alpha);
}

/** A triangle that points to where the value lies. */
function paintBeyond({ context, theme }: Canvas, item: ItemOf<'beyond'>): void {
  const { points, isAbove, paint } = item;
  context.fillStyle = cssColour(colourOf(paint, theme));
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? NaN;
    const tip = points[i + 1] ?? NaN;
    const base = isAbove ? tip + 6 : tip - 6;
    context.beginPath();
    context.moveTo(x, tip);
    context.lineTo(x - 4, base);
    context.lineTo(x + 4, base);
    context.fill();
  }
}

function paintFlag(canvas: Canvas, { x, top, bottom }: ItemOf<'flag'>): void {
  const { context, theme } = canvas;
  strokeSegment(canvas, [x, top, x, bottom], {
    paint: { role: 'ink' },
    alpha: 1,
    width: 1,
    dash: [],
  });
  context.fillStyle = cssColour(theme.ink);
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x + 7, top + 4);
  context.lineTo(x, top + 8);
  context.fill();
}

/** Where a curve ends because its run failed. */
function paintCross(canvas: Canvas, { x, y, paint }: ItemOf<'cross'>): void {
  const { context } = canvas;
  setLine(canvas, { paint, alpha: 1, width: 2, dash: [] });
  context.beginPath();
  for (const side of [1, -1]) {
    context.moveTo(x - 5, y - 5 * side);
    context.lineTo(x + 5, y + 5 * side);
  }
  context.stroke();
}
