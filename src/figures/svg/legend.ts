import { formatTick } from '../../base/index.ts';
import { sampleOf, type LegendEntry } from '../sample.ts';
import type { Panel } from '../scene.ts';
import type { Ramp } from '../spec.ts';
import { textWidth } from '../textWidth.ts';
import type { FigureTheme } from '../theme.ts';
import { rampColour } from './cells.ts';
import { colourOf, stroked, textAt } from './pen.ts';
import { markerElement } from './marker.ts';
import { coloured, element, escaped, px } from './xml.ts';

const row = 18;
const sample = 34;
const gap = 18;

export interface Drawn {
  readonly text: string;
  readonly height: number;
}

/** Samples of line with their words, in rows of the picture's width. */
export function legendElements(
  entries: readonly LegendEntry[],
  { top, width, theme }: { top: number; width: number; theme: FigureTheme },
): Drawn {
  if (entries.length === 0) return { text: '', height: 0 };
  let [x, line] = [8, 0];
  const drawn = entries.map(entry => {
    // Fonts differ in width: the next sample is not to begin on words.
    const wide = sample + 8 + 1.15 * textWidth(entry.label, theme.tickSize + 1);
    if (x > 8 && x + wide > width - 8) [x, line] = [8, line + 1];
    const left = x;
    x += wide + gap;
    return entryElement(entry, left, top + row * (line + 0.5), theme);
  });
  return { text: element('g', { 'data-part': 'legend' }, ...drawn), height: row * (line + 1) };
}

function entryElement(entry: LegendEntry, left: number, y: number, theme: FigureTheme): string {
  const words = { ...textAt(left + sample + 8, y, 'start'), 'font-size': theme.tickSize + 1 };
  const ink = coloured('fill', theme.ink);
  return (
    sampleElements(entry, left, y, theme) +
    element('text', { ...words, ...ink }, escaped(entry.label))
  );
}

function sampleElements(entry: LegendEntry, left: number, y: number, theme: FigureTheme): string {
  const { paint, box, line, marker } = sampleOf(entry);
  const colour = colourOf(paint, theme);
  const parts: string[] = [];
  if (box !== null) {
    const fill = coloured('fill', colour, box);
    parts.push(element('rect', { x: left, y: y - 5, width: sample, height: 10, ...fill }));
  }
  if (line !== null) {
    const d = `M${px(left)} ${px(y)}h${px(sample)}`;
    parts.push(element('path', { d, ...stroked(line, theme) }));
  }
  if (marker !== null) {
    const style = { colour, background: theme.background };
    parts.push(markerElement(marker.shape, left + sample / 2, y, marker.radius, style));
  }
  return parts.join('');
}

/** The scales of colour that a scene has, at the right of the caption: low end, colours, high end. */
export function rampElements(
  panels: readonly Panel[],
  right: number,
  y: number,
  theme: FigureTheme,
): string {
  const ramps = new Map<string, Ramp>();
  for (const { items } of panels)
    for (const item of items)
      if (item.item === 'cells') ramps.set(JSON.stringify(item.ramp), item.ramp);
  let end = right;
  return [...ramps.values()]
    .map(ramp => {
      const [low, high] = ramp.domain.map(formatTick);
      const [isBelow, isAbove] = ramp.clips;
      const words = [`${isBelow ? '≤ ' : ''}${low ?? ''}`, `${isAbove ? '≥ ' : ''}${high ?? ''}`];
      const [before = 0, after = 0] = words.map(word => 1.15 * textWidth(word, theme.tickSize) + 6);
      const left = end - after - steps * wide;
      const boxes = Array.from({ length: steps }, (_, i) =>
        element('rect', {
          x: left + i * wide,
          y: y - 5,
          width: wide,
          height: 10,
          ...coloured('fill', rampColour(ramp, theme, i / (steps - 1))),
        }),
      );
      const quiet = coloured('fill', theme.quiet);
      const text = element(
        'g',
        {
          'data-part': 'ramp',
          'data-domain': ramp.domain.join(' '),
          'shape-rendering': 'crispEdges',
        },
        element('text', { ...textAt(left - 6, y, 'end'), ...quiet }, escaped(words[0])),
        ...boxes,
        element('text', { ...textAt(end - after + 6, y, 'start'), ...quiet }, escaped(words[1])),
      );
      end = left - before - gap;
      return text;
    })
    .join('');
}

const steps = 32;
const wide = 3;
