import { formatTick } from '../../base/index.ts';
import type { Item, LineStyle, Paint } from '../scene.ts';
import { textWidth } from '../textWidth.ts';
import type { FigureTheme } from '../theme.ts';
import { cellElements } from './cells.ts';
import { markerElement } from './marker.ts';
import { colourOf, stroked, textAt, type Pen } from './pen.ts';
import { coloured, element, escaped, px, type Attributes } from './xml.ts';

type Of<K extends Item['item']> = Extract<Item, { readonly item: K }>;

/** What a scene has of one mark, in a group that says of which series. */
export function itemElement(item: Item, pen: Pen): string {
  const { series, mark, look } = item;
  const from = series === '' ? {} : { 'data-series': series, 'data-mark': mark, 'data-look': look };
  return element('g', { ...from, 'data-item': item.item }, ...drawn(item, pen));
}

function drawn(item: Item, pen: Pen): string[] {
  const { theme, down } = pen;
  switch (item.item) {
    case 'path':
      return line(lineOf(item.points, down), item.line, theme);
    case 'segments':
      return line(segmentsOf(item.points, down), item.line, theme);
    case 'area': {
      const d = stretches(item.points, down)
        .map(points => `M${points.join('L')}Z`)
        .join('');
      return d === '' ? [] : [element('path', { d, ...filled(item, theme) })];
    }
    case 'markers':
      return places(item.points, down).map(([x, y]) =>
        markerElement(item.marker, x, y, item.radius, {
          colour: colourOf(item.paint, theme),
          alpha: item.alpha,
          background: theme.background,
        }),
      );
    case 'beyond':
      return beyond(item, pen);
    case 'rects':
      return boxes(item.boxes, down).map(box =>
        element('rect', { ...box, ...filled(item, theme) }),
      );
    case 'cells':
      return cellElements(item, pen);
    case 'text':
      return text(item, pen);
    case 'flag': {
      const top = px(item.top + down);
      const [x, height] = [px(item.x), px(item.bottom - item.top)];
      return [
        element('path', { d: `M${x} ${top}v${height}`, ...coloured('stroke', theme.ink) }),
        element('path', { d: `M${x} ${top}l7 4 -7 4z`, ...coloured('fill', theme.ink) }),
      ];
    }
    case 'cross': {
      const d = `M${px(item.x)} ${px(item.y + down)}m-5 -5l10 10m-10 0l10 -10`;
      const stroke = coloured('stroke', colourOf(item.paint, theme));
      return [element('path', { d, fill: 'none', ...stroke, 'stroke-width': 2 })];
    }
  }
}

function line(d: string, style: LineStyle, theme: FigureTheme): string[] {
  return d === '' ? [] : [element('path', { d, ...stroked(style, theme) })];
}

/** Every vertex; a point between two gaps is a dot. */
function lineOf(points: Float64Array, down: number): string {
  return stretches(points, down)
    .map(([first = '', ...rest]) => `M${first}${rest.length === 0 ? 'h0.5' : `L${rest.join('L')}`}`)
    .join('');
}

function segmentsOf(points: Float64Array, down: number): string {
  const parts: string[] = [];
  for (let i = 0; i + 3 < points.length; i += 4) {
    const pair = stretches(points.subarray(i, i + 4), down)[0] ?? [];
    if (pair.length === 2) parts.push(`M${pair.join('L')}`);
  }
  return parts.join('');
}

/** The points between gaps, as `x y`. */
function stretches(points: Float64Array, down: number): string[][] {
  const all: string[][] = [];
  let isDown = false;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x = NaN, y = NaN] = points.subarray(i, i + 2);
    const isThere = !Number.isNaN(x) && !Number.isNaN(y);
    if (isThere && !isDown) all.push([]);
    if (isThere) all.at(-1)?.push(`${px(x)} ${px(y + down)}`);
    isDown = isThere;
  }
  return all;
}

/** The points that have a place. */
function places(points: Float64Array, down: number): [x: number, y: number][] {
  const all: [number, number][] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x = NaN, y = NaN] = points.subarray(i, i + 2);
    if (!Number.isNaN(x) && !Number.isNaN(y)) all.push([x, y + down]);
  }
  return all;
}

function boxes(values: Float64Array, down: number): Attributes[] {
  const all: Attributes[] = [];
  for (let i = 0; i + 3 < values.length; i += 4) {
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = values.subarray(i, i + 4);
    if (Number.isNaN(x0 + y0 + x1 + y1)) continue;
    const [x, y] = [Math.min(x0, x1), Math.min(y0, y1)];
    all.push({ x, y: y + down, width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) });
  }
  return all;
}

/** A triangle whose tip is at the edge, with the value that lies beyond. */
function beyond({ points, values, isAbove, paint }: Of<'beyond'>, { theme, down }: Pen): string[] {
  const fill = coloured('fill', colourOf(paint, theme));
  return Array.from(values, (value, i) => {
    const [x = NaN, y = NaN] = points.subarray(2 * i, 2 * i + 2);
    const d = `M${px(x)} ${px(y + down)}l4 ${isAbove ? 6 : -6}h-8z`;
    return element(
      'path',
      { d, ...fill, 'data-value': String(value) },
      element('title', {}, escaped(formatTick(value))),
    );
  });
}

function text({ x, y, text, align, paint, isBold, hasPlate }: Of<'text'>, pen: Pen): string[] {
  const { theme, down } = pen;
  const width = textWidth(text, theme.tickSize, isBold);
  const left = x - (align === 'start' ? 0 : align === 'end' ? width : width / 2);
  const plate = { x: left - 3, y: y + down - 8, width: width + 6, height: 16 };
  const words = element(
    'text',
    {
      ...textAt(x, y + down, align),
      ...coloured('fill', colourOf(paint, theme)),
      'font-weight': isBold ? 600 : undefined,
    },
    escaped(text),
  );
  const background = coloured('fill', theme.background, 0.86);
  return hasPlate ? [element('rect', { ...plate, ...background }), words] : [words];
}

function filled(
  { paint, alpha }: { readonly paint: Paint; readonly alpha: number },
  theme: FigureTheme,
): Attributes {
  return coloured('fill', colourOf(paint, theme), alpha);
}
