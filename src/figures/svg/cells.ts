import type { RampColours } from '../colour.ts';
import type { Item } from '../scene.ts';
import type { Ramp } from '../spec.ts';
import type { FigureTheme } from '../theme.ts';
import type { Pen } from './pen.ts';
import { coloured, element, px } from './xml.ts';

type Cells = Extract<Item, { readonly item: 'cells' }>;

/** So many are elements with their value each; of more, neighbours of one colour are one shape, and a colour one element. */
const mostElements = 4000;
const levels = 256;

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** A heat map; a cell without a value is left out. */
export function cellElements(cells: Cells, { theme, down }: Pen): string[] {
  const { places, values, ramp } = cells;
  const fill = (level: number) => coloured('fill', rampColour(ramp, theme, level / (levels - 1)));
  const drawn = boxesOf(cells, down);
  if (drawn.length <= mostElements)
    return drawn.map(({ box, index }) =>
      element('rect', {
        x: box.x0,
        y: box.y0,
        width: box.x1 - box.x0,
        height: box.y1 - box.y0,
        ...fill(levelOf(places[index] ?? 0)),
        'data-value': String(values[index] ?? NaN),
      }),
    );
  const shapes = new Map<number, Box[]>();
  for (const { box, index } of drawn) {
    const level = levelOf(places[index] ?? 0);
    const there = shapes.get(level) ?? [];
    shapes.set(level, there);
    const before = there.at(-1);
    const isNext = before?.x1 === box.x0 && before.y0 === box.y0 && before.y1 === box.y1;
    if (isNext) there[there.length - 1] = { ...before, x1: box.x1 };
    else there.push(box);
  }
  return [...shapes].map(([level, boxes]) =>
    element('path', {
      d: boxes.map(shapeOf).join(''),
      ...fill(level),
      'data-value': rampValue(ramp, level / (levels - 1)).toPrecision(4),
    }),
  );
}

/** The colour at a place from 0 to 1. */
export function rampColour({ kind }: Ramp, theme: FigureTheme, place: number) {
  const colours: RampColours = kind === 'around' ? theme.aroundOne : theme.oneSided;
  const at = 3 * levelOf(place);
  const [red = 0, green = 0, blue = 0] = colours.subarray(at, at + 3);
  return { red, green, blue, alpha: 1 };
}

function rampValue({ scale, domain: [low, high] }: Ramp, place: number): number {
  return scale === 'log' ? low * (high / low) ** place : low + place * (high - low);
}

function levelOf(place: number): number {
  return Math.round(Math.max(0, Math.min(1, place)) * (levels - 1));
}

function boxesOf({ boxes, places }: Cells, down: number): { box: Box; index: number }[] {
  return Array.from(places, (place, index) => {
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = boxes.subarray(4 * index, 4 * index + 4);
    const box = {
      x0: Math.min(x0, x1),
      x1: Math.max(x0, x1),
      y0: Math.min(y0, y1) + down,
      y1: Math.max(y0, y1) + down,
    };
    return { box, index, isThere: !Number.isNaN(place + x0 + x1 + y0 + y1) };
  }).filter(({ isThere }) => isThere);
}

function shapeOf({ x0, x1, y0, y1 }: Box): string {
  return `M${px(x0)} ${px(y0)}H${px(x1)}V${px(y1)}H${px(x0)}z`;
}
