import { pixelOf, type Panel } from '../../../src/figures/index.ts';
import type { PlotPlace } from './pointing.ts';
import { pointsOf, type Shown, type ShownPoints } from './shown.ts';

/** Something that can be pointed at: a point, or a box of points. */
export interface Target {
  readonly panel: Panel;
  /** As the table has it; of an ordinal axis its place there. */
  readonly x: number;
  readonly y: number;
  readonly data: string;
  /** Of its table; null: its rows are not all shown, or it is a box of several. */
  readonly row: number | null;
  readonly isBox: boolean;
}

/** A pointer farther away than this many pixels is at no point. */
const reach = 24;

/** From left to right. */
export function targetsOf(shown: Shown, panels: readonly Panel[]): readonly Target[] {
  return panels.flatMap(panel =>
    pointsOf(shown, panel)
      .flatMap(points =>
        points.mark.mark === 'box' ? boxes(panel, points) : singles(panel, points),
      )
      .filter(({ x, y }) => !Number.isNaN(x) && !Number.isNaN(y))
      .sort((a, b) => a.x - b.x),
  );
}

function singles(panel: Panel, { mark, x, y, isWhole }: ShownPoints): Target[] {
  return Array.from({ length: x.length }, (_, i) => ({
    panel,
    x: x[i] ?? NaN,
    y: y[i] ?? NaN,
    data: mark.data,
    row: isWhole ? i : null,
    isBox: false,
  }));
}

function boxes(panel: Panel, { mark, x }: ShownPoints): Target[] {
  const places = new Set(Array.from(x));
  return [...places].map(at => ({ panel, x: at, y: 0, data: mark.data, row: null, isBox: true }));
}

/** Index of the target nearest to a pixel; null: none is near. */
export function nearestTarget(
  targets: readonly Target[],
  { panel, x, y }: PlotPlace,
): number | null {
  let best: number | null = null;
  let least = reach;
  for (const [i, target] of targets.entries()) {
    if (target.panel.title !== panel.title) continue;
    const across = pixelOf(panel.x, target.x) - x;
    const down = target.isBox ? 0 : pixelOf(panel.y, target.y) - y;
    const distance = Math.hypot(across, down);
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
