import { pixelOf, placeText, type Panel } from '../../../src/figures/index.ts';
import { colourOf, drawMarker, strokeSegment, type Canvas } from '../paint/draw.ts';
import type { PlotPlace, PointedFigure, Pointing } from './pointing.ts';
import { readoutParts, type Parts } from './readout.ts';
import { categoriesOf, type Shown } from './shown.ts';
import { nearestTarget, targetsOf, type Target } from './targets.ts';

/** Points that are no line: each by itself. */
export class PointPointing implements Pointing {
  readonly range = null;
  readonly #figure: PointedFigure;
  #at: number | null = null;

  constructor(figure: PointedFigure) {
    this.#figure = figure;
  }

  point(place: PlotPlace | null): void {
    this.#go(place === null ? null : nearestTarget(this.#targets, place));
  }

  click(): void {}
  zoom(): void {}
  listen(): () => void {
    return () => {};
  }

  key(key: string): boolean {
    const last = this.#targets.length - 1;
    const here = this.#at ?? (key === 'ArrowLeft' ? last + 1 : -1);
    const to = {
      ArrowLeft: here - 1,
      ArrowRight: here + 1,
      PageUp: here - 10,
      PageDown: here + 10,
      Home: 0,
      End: last,
    }[key];
    if (key === 'Escape' && this.#at !== null) this.#go(null);
    else if (to === undefined || last < 0) return false;
    else this.#go(Math.max(0, Math.min(last, to)));
    return true;
  }

  readout(): Parts {
    const { shown } = this.#figure;
    const target = this.#target;
    if (shown === null || target === undefined) return [];
    const { title, format } = shown.figure.x;
    const x = valueOf(shown, target);
    return readoutParts(
      shown,
      value => (value.data === target.data && target.row !== null ? { row: target.row } : x),
      () => placeText(title, format, x),
    );
  }

  paintOver(canvas: Canvas, panel: Panel): void {
    const target = this.#target;
    if (target === undefined || target.panel.title !== panel.title) return;
    const across = pixelOf(panel.x, target.x);
    const { top, bottom } = panel.area;
    if (target.isBox)
      return strokeSegment(canvas, [across, top, across, bottom], {
        paint: { role: 'quiet' },
        alpha: 1,
        width: 1,
        dash: [2, 2],
      });
    const ink = colourOf({ role: 'ink' }, canvas.theme);
    drawMarker(canvas, 'ring', [across, pixelOf(panel.y, target.y)], 5, ink);
  }

  get #target(): Target | undefined {
    return this.#at === null ? undefined : this.#targets[this.#at];
  }

  get #targets(): readonly Target[] {
    const { shown, scene } = this.#figure;
    return shown === null || scene === null ? [] : targetsOf(shown, scene.panels);
  }

  #go(at: number | null): void {
    if (at === this.#at) return;
    this.#at = at;
    this.#figure.moved();
  }
}

/** As tables have it: on an ordinal axis of numbers its category. */
function valueOf(shown: Shown, { x }: Target): number {
  return shown.figure.x.scale === 'ordinal' ? Number(categoriesOf(shown)[x]) : x;
}
