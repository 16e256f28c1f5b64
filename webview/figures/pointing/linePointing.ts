import {
  nearestIndex,
  nearestIndices,
  pixelOf,
  placeText,
  valueAt,
  type Panel,
} from '../../../src/figures/index.ts';
import { colourOf, drawMarker, strokeSegment, type Canvas } from '../paint/draw.ts';
import { isInside, type PlotPlace, type PointedFigure, type Pointing } from './pointing.ts';
import { readoutParts, type Parts } from './readout.ts';
import { pointsOf, type ShownPoints } from './shown.ts';

/** Along lines: a crosshair at an x of the whole group. */
export class LinePointing implements Pointing {
  readonly #figure: PointedFigure;

  constructor(figure: PointedFigure) {
    this.#figure = figure;
  }

  get range(): readonly [number, number] | null {
    return this.#figure.group.range;
  }

  point(place: PlotPlace | null): void {
    const isThere = place !== null && isInside(place.panel.area, place.x);
    this.#figure.group.point(isThere ? valueAt(place.panel.x, place.x) : null);
  }

  click(): void {}

  zoom(range: readonly [number, number] | null): void {
    this.#figure.group.zoom(range);
  }

  listen(): () => void {
    const { group } = this.#figure;
    const stops = [
      group.onPoint(() => this.#figure.moved()),
      group.onRange(() => this.#figure.zoomed()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  readout(): Parts {
    const { shown, group } = this.#figure;
    if (shown === null || (group.at === null && !shown.figure.readout?.showsLast)) return [];
    const { title, format } = shown.figure.x;
    return readoutParts(
      shown,
      () => group.at,
      (_, { x }) => placeText(title, format, x),
    );
  }

  key(key: string): boolean {
    const { group } = this.#figure;
    switch (key) {
      case 'ArrowLeft':
      case ',':
        return this.#step(-1);
      case 'ArrowRight':
      case '.':
        return this.#step(1);
      case 'PageUp':
        return this.#step(-10);
      case 'PageDown':
        return this.#step(10);
      case 'Home':
        return this.#step(-Infinity);
      case 'End':
        return this.#step(Infinity);
      case '+':
      case '=':
        return this.#scale(0.5);
      case '-':
        return this.#scale(2);
      case '0':
        group.zoom(null);
        return true;
      case 'Escape':
        if (group.at === null) return false;
        group.point(null);
        return true;
      default:
        return false;
    }
  }

  /** A line over the whole height, and a ring on each curve there. */
  paintOver(canvas: Canvas, panel: Panel): void {
    const { shown, group } = this.#figure;
    const { area } = panel;
    if (shown === null || group.at === null) return;
    const across = pixelOf(panel.x, group.at);
    if (!isInside(area, across)) return;
    const line = { paint: { role: 'axis' }, alpha: 1, width: 1, dash: [] } as const;
    strokeSegment(canvas, [across, area.top, across, area.bottom], line);
    for (const points of pointsOf(shown, panel)) {
      if (points.series.look === 'raw') continue;
      for (const i of nearestIndices(points.x, points.y, group.at))
        ringAt(canvas, panel, points, i);
    }
  }

  /** To the point so many points on; without a crosshair, from the last one. */
  #step(by: number): boolean {
    const { group } = this.#figure;
    const line = this.#main;
    if (line === undefined || line.x.length === 0) return false;
    const last = line.x.length - 1;
    const here = group.at === null ? last : nearestIndex(line.x, line.y, group.at);
    const to = group.at === null && Number.isFinite(by) ? here : here + by;
    let index = Math.max(0, Math.min(last, to));
    // Both points of a jump are at one place.
    while (by > 0 && index < last && line.x[index] === group.at) index++;
    group.point(line.x[index] ?? null);
    return true;
  }

  /** The line whose points the keys go through. */
  get #main(): ShownPoints | undefined {
    const { shown, scene } = this.#figure;
    const [panel] = scene?.panels ?? [];
    if (shown === null || panel === undefined) return undefined;
    const lines = pointsOf(shown, panel);
    const by = (...looks: string[]) => lines.find(({ series }) => looks.includes(series.look));
    return by('main', 'line') ?? by('marked', 'hollow', 'thin', 'raw', 'other');
  }

  /** Around the crosshair, else around the middle. Zooming out ends at all there is. */
  #scale(factor: number): boolean {
    const { group, scene } = this.#figure;
    const [min, max] = scene?.panels[0]?.x.domain ?? [0, 1];
    if (factor > 1 && group.range === null) return true;
    const { at } = group;
    const centre = at !== null && at > min && at < max ? at : (min + max) / 2;
    group.zoom([centre - (centre - min) * factor, centre + (max - centre) * factor]);
    return true;
  }
}

function ringAt(canvas: Canvas, panel: Panel, { series, x, y }: ShownPoints, index: number): void {
  const { area } = panel;
  const [across, down] = [pixelOf(panel.x, x[index] ?? NaN), pixelOf(panel.y, y[index] ?? NaN)];
  if (!isInside(area, across) || !(down >= area.top && down <= area.bottom)) return;
  const isTheory = series.slot === null || series.look === 'theory';
  const paint = isTheory
    ? ({ role: 'quiet' } as const)
    : ({ role: 'run', slot: series.slot } as const);
  drawMarker(canvas, 'ring', [across, down], 3, colourOf(paint, canvas.theme));
}
