import type { Colour } from '../colour.ts';
import { identityOf } from '../identity.ts';
import type { LineStyle, Paint } from '../scene.ts';
import type { FigureTheme } from '../theme.ts';
import { coloured, px, type Attributes } from './xml.ts';

export interface Pen {
  readonly theme: FigureTheme;
  /** Added to each y: what stands above the scene. */
  readonly down: number;
}

/** Words whose middle height is y. Programs that convert SVG know `dy` better than baselines. */
export function textAt(x: number, y: number, align: 'start' | 'middle' | 'end'): Attributes {
  return { x, y, dy: '.35em', 'text-anchor': align === 'start' ? undefined : align };
}

export function stroked({ paint, alpha, width, dash }: LineStyle, theme: FigureTheme): Attributes {
  return {
    fill: 'none',
    ...coloured('stroke', colourOf(paint, theme), alpha),
    'stroke-width': width,
    'stroke-linejoin': 'round',
    'stroke-dasharray': dash.length === 0 ? undefined : dash.map(px).join(' '),
  };
}

export function colourOf(paint: Paint, theme: FigureTheme): Colour {
  if (paint.role !== 'run') return theme[paint.role];
  return theme.runs[identityOf(paint.slot).colour] ?? theme.ink;
}
