import type { Colour } from '../colour.ts';
import type { Marker } from '../scene.ts';
import { coloured, element, px, type Attributes } from './xml.ts';

/** The place of a marker is its centre: of a circle, of a rectangle, or where its path begins. */
export function markerElement(
  marker: Marker,
  x: number,
  y: number,
  r: number,
  { colour, alpha = 1, background }: { colour: Colour; alpha?: number; background: Colour },
): string {
  const fill = coloured('fill', colour, alpha);
  const drawn = (shape: string, style: Attributes = fill) =>
    element('path', { d: `M${px(x)} ${px(y)}${shape}`, ...style });
  switch (marker) {
    case 'circle':
      return element('circle', { cx: x, cy: y, r, ...fill });
    case 'square':
      return element('rect', {
        x: x - 0.9 * r,
        y: y - 0.9 * r,
        width: 1.8 * r,
        height: 1.8 * r,
        ...fill,
      });
    case 'triangle':
      return drawn(`m0 ${px(-1.2 * r)}l${px(1.15 * r)} ${px(2.05 * r)}h${px(-2.3 * r)}z`);
    case 'diamond': {
      const d = px(1.25 * r);
      return drawn(`m0 -${d}l${d} ${d} -${d} ${d} -${d} -${d}z`);
    }
    case 'ring':
      return element('circle', {
        cx: x,
        cy: y,
        r,
        ...coloured('fill', background),
        ...coloured('stroke', colour, alpha),
        'stroke-width': 1.5,
      });
  }
}
