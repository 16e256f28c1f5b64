import { standingAlone } from '../alone.ts';
import { layOut } from '../layOut.ts';
import type { Item } from '../scene.ts';
import type { Figure, Tables } from '../spec.ts';
import { lettersOf, type Letters } from './letters.ts';
import { panelLines } from './plot.ts';
import { readable } from './readable.ts';
import { signs, spelled, type Screen } from './screen.ts';

/** Pixels of a scene that a sign is wide. */
const signWidth = 6;

/** What a scene has beside its plot area, in pixels. */
const besideArea = 62;

/** More would not be read, nor drawn apart. */
const mostColumns = 100;

/** So narrow a scene has one panel of a facet below the other. */
const onePanel = 470;

/** A figure as text: caption, plot with axes, legend. */
export function figureLines(given: Figure, tables: Tables, terminal: Screen): string[] {
  const figure = readable(standingAlone(given));
  const columns = Math.max(30, Math.min(mostColumns, terminal.columns));
  const screen = { ...terminal, columns };
  const width = besideArea + signWidth * (screen.columns - 8);
  const isFaceted = figure.facet !== undefined;
  const scene = layOut(figure, tables, { width: isFaceted ? Math.min(onePanel, width) : width });
  const letters = lettersOf(figure);
  // The dots of a box would hide it.
  const isDrawn = ({ item, mark }: Item) =>
    item !== 'markers' || figure.marks[mark]?.mark !== 'box';
  const unit = figure.unit === '' ? '' : `  ${figure.unit}`;
  return [
    spelled(`  ${figure.title}${unit}`, screen),
    ...scene.panels.flatMap(panel => panelLines(panel, { letters, screen, isDrawn })),
    ...legendLines(letters, screen),
  ];
}

/** `a deep  b base  ┄┄ theory`, in lines of the screen; nothing where there is one series. */
function legendLines({ rows }: Letters, screen: Screen): string[] {
  if (rows.length < 2) return [];
  const sign = signs(screen.isUnicode);
  const lines: string[] = [];
  for (const { letter, label, looks } of rows) {
    const mark = letter || sign[looks];
    const entry = spelled(`${mark} ${label}`, screen);
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + entry.length <= screen.columns)
      lines[lines.length - 1] = `${last}   ${entry}`;
    else lines.push(`  ${entry}`);
  }
  return lines;
}
