import type { LegendEntry } from '../sample.ts';
import type { Panel, Scene } from '../scene.ts';
import type { Figure } from '../spec.ts';
import { printTheme, type FigureTheme } from '../theme.ts';
import { axisElements, gridElement } from './axes.ts';
import { itemElement } from './items.ts';
import { textAt, type Pen } from './pen.ts';
import { legendElements, rampElements } from './legend.ts';
import { coloured, element, escaped, px } from './xml.ts';

export interface SvgWords extends Pick<Figure, 'title' | 'unit' | 'label'> {
  readonly legend: readonly LegendEntry[];
}

/** Height of the caption. */
const head = 24;

/**
 * A scene as an SVG file that needs nothing besides itself, in the pixels of the scene with a caption above and a legend
 * below. Positions are within 0.005 px of the scene's; a line has all its points; groups name series and mark.
 */
export function writeSvg(
  scene: Scene,
  { title, unit, label, legend }: SvgWords,
  theme: FigureTheme = printTheme,
): string {
  const pen: Pen = { theme, down: head };
  const bottom = head + scene.height;
  const { width } = scene;
  const below = legendElements(legend, { top: bottom + 4, width, theme });
  const height = Math.ceil(bottom + (below.height === 0 ? 4 : below.height + 10));
  const caption = element(
    'text',
    {
      ...textAt(8, head / 2 + 1, 'start'),
      'font-size': theme.tickSize + 1,
      'data-part': 'caption',
    },
    element('tspan', { 'font-weight': 600, ...coloured('fill', theme.ink) }, escaped(title)),
    unit === '' ? '' : element('tspan', { dx: 8, ...coloured('fill', theme.quiet) }, escaped(unit)),
  );
  const drawn = scene.panels.map(panel => itemGroups(panel, pen));
  // Several pictures may come into one page, and names of clips are the page's.
  const clip = `clip-${digest(JSON.stringify(drawn))}`;
  const panels = scene.panels.map((panel, i) =>
    panelElement(panel, drawn[i] ?? [], { ...pen, index: i, clip: `${clip}-${i}` }),
  );
  const body = [
    element('rect', { width, height, ...coloured('fill', theme.background) }),
    caption,
    rampElements(scene.panels, width - 10, head / 2 + 1, theme),
    ...panels,
    below.text,
  ].join('\n');
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${px(width)} ${px(height)}`,
      role: 'img',
      'font-family': theme.fontFamily,
      'font-size': theme.tickSize,
    },
    `\n${element('title', {}, escaped(title))}\n${element('desc', {}, escaped(label))}\n`,
    body,
    '\n',
  )}\n`;
}

interface ItemGroup {
  readonly isClipped: boolean;
  readonly text: string[];
}

/** Neighbours share a clip: a picture has hundreds of items. */
function itemGroups({ items }: Panel, pen: Pen): ItemGroup[] {
  const groups: ItemGroup[] = [];
  for (const item of items) {
    if (groups.at(-1)?.isClipped !== item.isClipped)
      groups.push({ isClipped: item.isClipped, text: [] });
    groups.at(-1)?.text.push(itemElement(item, pen));
  }
  return groups;
}

function panelElement(
  panel: Panel,
  groups: readonly ItemGroup[],
  pen: Pen & { readonly index: number; readonly clip: string },
): string {
  const { area, title } = panel;
  const { theme, down, index, clip } = pen;
  const within = {
    x: area.left,
    y: area.top + down - 4,
    width: area.right - area.left,
    height: area.bottom - area.top + 8,
  };
  const heading = {
    ...textAt(area.left, area.top + down - 9, 'start'),
    'font-weight': 600,
    ...coloured('fill', theme.ink),
  };
  return element(
    'g',
    { 'data-panel': index, 'data-facet': title === '' ? undefined : title },
    element('clipPath', { id: clip }, element('rect', within)),
    gridElement(panel, pen),
    axisElements(panel, pen),
    title === '' ? '' : element('text', heading, escaped(title)),
    ...groups.map(({ isClipped, text }) =>
      element('g', isClipped ? { 'clip-path': `url(#${clip})` } : {}, ...text),
    ),
  );
}

/** Of 32 bits (FNV-1a): enough to tell the pictures of a page apart. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
