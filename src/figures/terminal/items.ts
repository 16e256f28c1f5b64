import type { Item, Paint } from '../scene.ts';
import type { Brush } from './brush.ts';
import type { Canvas } from './canvas.ts';
import type { Letters } from './letters.ts';
import { signs, spelled, type Screen } from './screen.ts';

export interface Drawing {
  readonly canvas: Canvas;
  readonly brush: Brush;
  readonly letters: Letters;
  readonly screen: Screen;
}

/** Dots that are set, of so many. */
const full = [1, 1] as const;
const sparse = [1, 3] as const;
const rare = [1, 4] as const;

/** Draws what has a place in the plot area; words above it are the heading's. */
export function drawItem(item: Item, { canvas, brush, letters, screen }: Drawing): void {
  const sign = signs(screen.isUnicode);
  const letter = letters.of(item.series);
  const ink = item.look === 'theory' ? '.' : item.mark < 0 ? ':' : letter || '*';
  switch (item.item) {
    case 'path':
      brush.line(item.points, ink, patternOf(item.look, item.line.paint));
      break;
    case 'segments':
      for (let i = 0; i + 3 < item.points.length; i += 4)
        brush.line(item.points.subarray(i, i + 4), ink, patternOf(item.look, item.line.paint));
      break;
    case 'area':
      fillArea(item.points, brush);
      break;
    case 'markers':
      for (let i = 0; i + 1 < item.points.length; i += 2)
        canvas.put(
          brush.column(item.points[i] ?? NaN),
          brush.row(item.points[i + 1] ?? NaN),
          letter || sign.dot,
        );
      break;
    case 'beyond':
      for (let i = 0; i + 1 < item.points.length; i += 2)
        canvas.put(
          brush.column(item.points[i] ?? NaN),
          item.isAbove ? 0 : canvas.rows - 1,
          item.isAbove ? sign.above : sign.below,
        );
      break;
    case 'rects':
      for (let i = 0; i + 3 < item.boxes.length; i += 4)
        brush.fill(boxAt(item.boxes, i), ink, item.alpha < 0.4 ? isSparse : undefined);
      break;
    case 'cells':
      drawCells(item, { canvas, brush, shades: sign.shades });
      break;
    case 'text':
      write(canvas, brush, item, spelled(item.text, screen));
      break;
    case 'cross':
      canvas.put(brush.column(item.x), brush.row(item.y), sign.cross);
      break;
    case 'flag':
      break;
  }
}

/** Words in the plot area, where no others are; they end at its edge. */
function write(
  canvas: Canvas,
  brush: Brush,
  { x, y, align }: Extract<Item, { readonly item: 'text' }>,
  text: string,
): void {
  const letters = [...text];
  const row = brush.row(y);
  const back = align === 'start' ? 0 : align === 'end' ? letters.length - 1 : letters.length / 2;
  const wanted = brush.column(x) - Math.floor(back);
  const first = Math.max(0, Math.min(canvas.columns - letters.length, wanted));
  if (letters.some((_, i) => canvas.isPut(first + i, row))) return;
  for (const [i, letter] of letters.entries()) canvas.put(first + i, row, letter);
}

function patternOf(look: Item['look'], paint: Paint): readonly [number, number] {
  if (paint.role === 'axis' || paint.role === 'grid') return rare;
  return look === 'theory' || paint.role === 'quiet' ? sparse : full;
}

function isSparse(x: number, y: number): boolean {
  return x % 2 === 0 && y % 2 === 0 && ((x + y) / 2) % 2 === 0;
}

/** The span of a polygon in each column of dots, as if it had one: what bands between two lines have. */
function fillArea(points: Float64Array, brush: Brush): void {
  const spans = new Map<number, [number, number]>();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x = NaN, y = NaN] = points.subarray(i, i + 2);
    const dot = brush.x(x);
    if (Number.isNaN(dot + y)) continue;
    const [low, high] = spans.get(dot) ?? [y, y];
    spans.set(dot, [Math.min(low, y), Math.max(high, y)]);
  }
  const columns = [...spans].sort(([a], [b]) => a - b);
  for (const [i, [dot, span]] of columns.entries()) {
    const [next, nextSpan] = columns[i + 1] ?? [dot + 1, span];
    for (let at = dot; at < next; at++) {
      const share = (at - dot) / (next - dot);
      const [low, high] = span.map((v, j) => v + share * ((nextSpan[j] ?? v) - v));
      brush.span(at, low ?? NaN, high ?? NaN, '.', isSparse);
    }
  }
}

function boxAt(boxes: Float64Array, i: number): [number, number, number, number] {
  const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = boxes.subarray(i, i + 4);
  return [x0, y0, x1, y1];
}

/** Each sign takes the mean of the cells whose middle is nearest to it. */
function drawCells(
  { boxes, places }: Extract<Item, { readonly item: 'cells' }>,
  {
    canvas,
    brush,
    shades,
  }: Pick<Drawing, 'canvas' | 'brush'> & { readonly shades: readonly string[] },
): void {
  const sums = new Map<string, { column: number; row: number; sum: number; count: number }>();
  for (const [i, place] of places.entries()) {
    const [x0, y0, x1, y1] = boxAt(boxes, 4 * i);
    if (Number.isNaN(place + x0 + y0 + x1 + y1)) continue;
    const within = 1e-6;
    const columns = [
      brush.column(Math.min(x0, x1) + within),
      brush.column(Math.max(x0, x1) - within),
    ];
    const rows = [brush.row(Math.min(y0, y1) + within), brush.row(Math.max(y0, y1) - within)];
    for (let row = rows[0] ?? 0; row <= (rows[1] ?? -1); row++)
      for (let column = columns[0] ?? 0; column <= (columns[1] ?? -1); column++) {
        const key = `${column} ${row}`;
        const there = sums.get(key) ?? { column, row, sum: 0, count: 0 };
        there.sum += place;
        there.count += 1;
        sums.set(key, there);
      }
  }
  for (const { column, row, sum, count } of sums.values()) {
    const shade = Math.min(shades.length - 1, 1 + Math.floor((sum / count) * (shades.length - 1)));
    canvas.put(column, row, shades[shade] ?? ' ');
  }
}
