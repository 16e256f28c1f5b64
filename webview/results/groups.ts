import type { Figure, ReadValue } from '../../src/figures/index.ts';
import { PanelGroup } from '../figures/group.ts';

/** What the figures of a result share: crosshair and range, by group. */
export class FigureGroups {
  readonly #groups = new Map<string, PanelGroup>();
  readonly #moved: () => void;
  readonly #zoomed: (group: string, range: readonly [number, number] | null) => void;

  constructor(
    moved: () => void,
    zoomed: (group: string, range: readonly [number, number] | null) => void,
  ) {
    this.#moved = moved;
    this.#zoomed = zoomed;
  }

  /** A figure without a group has one of its own. */
  of(figure: Figure, range: readonly [number, number] | null = null): PanelGroup {
    const name = nameOf(figure);
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = new PanelGroup();
    group.zoom(range);
    group.onPoint(this.#moved);
    group.onRange(() => this.#zoomed(name, group.range));
    this.#groups.set(name, group);
    return group;
  }

  /** Where the crosshair is in the figure that draws a value; null: nowhere. */
  at(figures: readonly Figure[], value: ReadValue): number | null {
    const figure = figureOf(figures, value);
    return figure === undefined ? null : (this.#groups.get(nameOf(figure))?.at ?? null);
  }

  /** Another axis: places on the one before mean nothing. */
  reset(): void {
    for (const group of this.#groups.values()) {
      group.point(null);
      group.zoom(null);
    }
  }
}

export const nameOf = ({ group, id }: Figure) => group ?? `figure ${id}`;

/** The figure that draws the table of a value. */
export function figureOf(figures: readonly Figure[], { data, y }: ReadValue): Figure | undefined {
  const draws = (figure: Figure, column?: string) =>
    figure.marks.some(
      mark =>
        'data' in mark &&
        mark.data === data &&
        (column === undefined || ('y' in mark && mark.y === column)),
    );
  return figures.find(figure => draws(figure, y)) ?? figures.find(figure => draws(figure));
}
