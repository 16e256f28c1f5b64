import { textOf } from './data/rows.ts';
import { layPanel } from './layPanel.ts';
import type { Scene } from './scene.ts';
import type { Figure, Tables } from './spec.ts';
import type { FigureView } from './view.ts';

export interface SceneSize {
  /** CSS pixels. */
  readonly width: number;
  /** Of a panel; without: the figure's. */
  readonly height?: number;
}

/** A panel of a facet is at least this wide; more stand beside each other. */
const leastPanel = 240;

/** Room for the title of a panel. */
const titleRow = 16;

/**
 * Where everything of a figure lies. Pure, and the same for whoever draws it. Never throws for what is in the tables: a
 * table or column that is not there has no values.
 */
export function layOut(
  figure: Figure,
  tables: Tables,
  size: SceneSize,
  view: FigureView = {},
): Scene {
  const width = Math.max(80, Math.round(size.width) || 0);
  const height = Math.max(40, Math.round(size.height ?? figure.height) || 0);
  const facets = facetsOf(figure, tables);
  if (facets === null) {
    const box = { left: 0, top: 0, width, height, head: 0 };
    return { width, height, panels: [layPanel(figure, tables, view, box, null)] };
  }
  const across = Math.max(1, Math.min(facets.length, Math.floor(width / leastPanel)));
  const each = Math.floor(width / across);
  const high = height + titleRow;
  return {
    width,
    height: high * Math.ceil(facets.length / across),
    panels: facets.map((value, i) => {
      const [left, top] = [(i % across) * each, Math.floor(i / across) * high];
      return layPanel(
        figure,
        tables,
        view,
        { left, top, width: each, height: high, head: titleRow },
        value,
      );
    }),
  };
}

/** Values of the facet in the order of first appearance; null: the figure has none. */
function facetsOf({ facet, marks }: Figure, tables: Tables): readonly (string | number)[] | null {
  if (facet === undefined) return null;
  const found = new Map<string, string | number>();
  for (const mark of marks) {
    if (!('data' in mark)) continue;
    for (const value of tables[mark.data]?.columns[facet] ?? []) {
      const name = textOf(value);
      if (name !== '' && !found.has(name)) found.set(name, value);
    }
  }
  return found.size === 0 ? null : [...found.values()];
}
