import type { Item, LaidTick, Panel } from '../scene.ts';
import { Brush } from './brush.ts';
import { Canvas } from './canvas.ts';
import { drawItem } from './items.ts';
import type { Letters } from './letters.ts';
import { signs, spelled, type Screen } from './screen.ts';

/** Pixels of a scene that a row of signs stands for. */
const rowHeight = 13;

export interface PanelText {
  readonly letters: Letters;
  readonly screen: Screen;
  /** False of what a terminal has no room for. */
  readonly isDrawn: (item: Item) => boolean;
}

/** A panel as lines: words above, the plot with its axes, ticks. */
export function panelLines(panel: Panel, { letters, isDrawn, screen }: PanelText): string[] {
  const { area, x, y, title } = panel;
  const items = panel.items.filter(isDrawn);
  const sign = signs(screen.isUnicode);
  const labels = y.ticks.map(tick => spelled(tick.label, screen));
  const side = Math.max(4, ...[...labels, spelled(x.title, screen)].map(width)) + 1;
  const columns = Math.max(8, screen.columns - side - 2);
  const rows = Math.max(3, Math.round((area.bottom - area.top) / rowHeight));
  const canvas = new Canvas(columns, rows, screen);
  const brush = new Brush(canvas, area);
  const drawing = { canvas, brush, letters, screen };
  for (const item of items) if (item.item !== 'text' || item.y >= area.top) drawItem(item, drawing);
  markLines(panel, drawing);

  const left = (text: string) => text.padStart(side);
  const ticks = new Map(
    y.ticks.map(({ at }, i) => [Math.max(0, Math.min(rows - 1, brush.row(at))), labels[i] ?? '']),
  );
  const plot = Array.from({ length: rows }, (_, row) => {
    const label = ticks.get(row);
    const edge = label === undefined ? sign.side : sign.sideTick;
    return left(label ?? '') + edge + canvas.line(row);
  });
  const places = x.ticks.map(({ at }) => Math.max(0, Math.min(columns - 1, brush.column(at))));
  const isTick = new Set(places);
  const floor = Array.from({ length: columns }, (_, i) =>
    isTick.has(i) && !x.isBare ? sign.floorTick : sign.floor,
  ).join('');
  return [
    ...(title === '' ? [] : [left('') + spelled(title, screen)]),
    ...heading(panel, { brush, columns, side: side + 1, screen }),
    ...plot,
    left('') + sign.corner + floor,
    ...(x.isBare
      ? []
      : [ticksLine(x.ticks, places, spelled(x.title, screen), { columns, side, screen })]),
  ].map(line => line.trimEnd());
}

/** The letter of a line where it begins, ends, and now and then between, where it has no markers of its own. */
function markLines(
  { items }: Panel,
  { canvas, brush, letters }: { canvas: Canvas; brush: Brush; letters: Letters },
): void {
  const marked = new Set(items.flatMap(item => (item.item === 'markers' ? [item.series] : [])));
  for (const item of items) {
    const letter = letters.of(item.series);
    const isLine = item.item === 'path' && !['raw', 'thin', 'theory'].includes(item.look);
    if (!isLine || letter === '' || marked.has(item.series)) continue;
    let next = -Infinity;
    const last = item.points.length - 2;
    for (let i = 0; i <= last; i += 2) {
      const [px = NaN, py = NaN] = item.points.subarray(i, i + 2);
      const [column, row] = [brush.column(px), brush.row(py)];
      if (Number.isNaN(column + row) || (column < next && i < last)) continue;
      if (!canvas.isPut(column, row)) canvas.put(column, row, letter);
      next = column + between;
    }
  }
}

/** Columns from one letter on a line to the next. */
const between = 16;

function width(text: string): number {
  return [...text].length;
}

/** Words that stand above the plot area, such as stages and events; those that would run into others are left out. */
function heading(
  { area, items }: Panel,
  at: { brush: Brush; columns: number; side: number; screen: Screen },
): string[] {
  const line: string[] = [];
  for (const item of items) {
    if (item.item !== 'text' || item.y >= area.top) continue;
    const text = [...spelled(item.text, at.screen)];
    const back = item.align === 'start' ? 0 : item.align === 'end' ? text.length : text.length / 2;
    const first = Math.max(0, at.side + at.brush.column(item.x) - Math.floor(back));
    const isFree =
      text.every((_, i) => line[first + i - 1] === undefined) &&
      line[first + text.length] === undefined;
    if (!isFree || first + text.length > at.side + at.columns) continue;
    for (const [i, letter] of text.entries()) line[first + i] = letter;
  }
  return line.length === 0 ? [] : [Array.from(line, letter => letter ?? ' ').join('')];
}

/** Labels of x under their ticks, and at the left what x counts. */
function ticksLine(
  ticks: readonly LaidTick[],
  places: readonly number[],
  title: string,
  { columns, side, screen }: { columns: number; side: number; screen: Screen },
): string {
  const line = Array.from({ length: side + 1 + columns }, () => ' ');
  let free = 0;
  for (const [i, { label }] of ticks.entries()) {
    const letters = [...spelled(label, screen)];
    const wanted = side + 1 + (places[i] ?? 0) - Math.floor(letters.length / 2);
    const first = Math.max(side - 1, Math.min(line.length - letters.length, wanted));
    if (first < free) continue;
    for (const [j, letter] of letters.entries()) line[first + j] = letter;
    free = first + letters.length + 1;
  }
  for (const [i, letter] of [...title].entries()) if (line[i] === ' ') line[i] = letter;
  return line.join('');
}
