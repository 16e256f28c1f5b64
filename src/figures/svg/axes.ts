import type { LaidAxis, LaidTick, Panel } from '../scene.ts';
import { textWidth } from '../textWidth.ts';
import type { FigureTheme } from '../theme.ts';
import { textAt, type Pen } from './pen.ts';
import { coloured, element, escaped, px, type Attributes } from './xml.ts';

/** The lines behind the data: of each tick of y, and of x where the axis has a grid. */
export function gridElement({ area, x, y }: Panel, { theme, down }: Pen): string {
  const across = y.ticks.map(({ at }) => `M${px(area.left)} ${px(at + down)}H${px(area.right)}`);
  const along = x.ticks.map(
    ({ at }) => `M${px(at)} ${px(area.top + down)}V${px(area.bottom + down)}`,
  );
  const d = [...(y.hasGrid ? across : []), ...(x.hasGrid ? along : [])].join('');
  const style = { ...coloured('stroke', theme.grid), 'data-part': 'grid' };
  return d === '' ? '' : element('path', { d, ...style });
}

/** Baseline, ticks with their labels, and what x counts. Ends and scale stand in attributes, too. */
export function axisElements({ area, x, y }: Panel, { theme, down }: Pen): string {
  const quiet = coloured('fill', theme.quiet);
  const bottom = area.bottom + down;
  const stroke = { ...coloured('stroke', theme.axis), fill: 'none' };
  const baseline = `M${px(area.left)} ${px(bottom)}H${px(area.right)}`;
  const marks = x.isBare ? '' : x.ticks.map(({ at }) => `M${px(at)} ${px(bottom)}v4`).join('');
  const labels = x.ticks.map(tick =>
    element(
      'text',
      { ...textAt(tick.at, bottom + 13, tick.align), ...fitted(tick, theme) },
      escaped(tick.label),
    ),
  );
  const title = { ...textAt(area.left - 14, bottom + 13, 'end'), 'data-part': 'title' };
  const beside = y.ticks.map(tick =>
    element(
      'text',
      { ...textAt(area.left - 8, tick.at + down, 'end'), ...fitted(tick, theme) },
      escaped(tick.label),
    ),
  );
  return [
    element('path', { d: baseline + marks, ...stroke }),
    x.isBare
      ? ''
      : element(
          'g',
          { 'data-axis': 'x', ...ends(x), ...quiet },
          ...labels,
          x.title === '' ? '' : element('text', title, escaped(x.title)),
        ),
    element('g', { 'data-axis': 'y', ...ends(y), ...quiet }, ...beside),
  ].join('');
}

/** A label that may be longer than its room is condensed: in whatever font it is shown, none of a number is cut. */
function fitted({ label, room }: LaidTick, { tickSize }: FigureTheme): Attributes {
  const width = textWidth(label, tickSize);
  // Letters are up to a fifth wider than they are thought.
  if (width * 1.2 <= room) return {};
  return { textLength: Math.min(width, room), lengthAdjust: 'spacingAndGlyphs' };
}

function ends({ scale, domain }: LaidAxis) {
  return { 'data-scale': scale, 'data-domain': domain.join(' ') };
}
