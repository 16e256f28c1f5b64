import { boxStats, formatCount, formatShare } from '../../../src/base/index.ts';
import { cssColour, type Colour, identityOf } from '../../../src/figures/index.ts';
import type { FigureTable } from '../../base/table.ts';
import type { Axes, YAxis } from '../core/axes.ts';
import { drawAxisName, drawSegment, drawVertical, setStroke } from '../core/draw.ts';
import type { Plot, PlotCanvas } from '../core/plot.ts';
import type { PanelReference } from './panel.ts';
import { PlainFigure } from './plainFigure.ts';
import { paintReferences } from './references.ts';

export interface BoxGroup {
  readonly name: number;
  /** Shares from 0 to 1. */
  readonly values: readonly number[];
}

/** Median, quartiles, whiskers to the extremes, and every value as a dot; `<reslab-boxes>`. */
export class BoxFigure extends PlainFigure {
  static override properties = {
    ...PlainFigure.properties,
    groups: { attribute: false },
    y: { attribute: false },
    runSlot: { type: Number },
    references: { attribute: false },
    axisName: {},
  };

  declare groups: readonly BoxGroup[];
  declare y: YAxis;
  declare runSlot: number;
  declare references: readonly PanelReference[];
  declare axisName: string;

  constructor() {
    super();
    this.groups = [];
    this.y = { min: 0, max: 1 };
    this.runSlot = 0;
    this.references = [];
    this.axisName = '';
  }

  protected override axes(): Axes {
    const n = this.groups.length;
    const room = ((this.plot?.clientWidth ?? 300) - 62) / Math.max(1, n);
    const digits = String(this.groups.at(-1)?.name ?? 0).length;
    const every = Math.max(1, Math.ceil((6.5 * digits + 5) / room));
    const ticks = this.groups.flatMap(({ name }, value) =>
      value % every === 0 ? [{ value, label: formatCount(name) }] : [],
    );
    return { x: { min: -0.6, max: Math.max(1, n) - 0.4, ticks, name: this.axisName }, y: this.y };
  }

  protected override points(): number {
    return this.groups.length;
  }

  protected override nearest(plot: Plot, x: number): number | null {
    const at = Math.round(plot.xAt(x));
    return at >= 0 && at < this.groups.length && x >= plot.area.left ? at : null;
  }

  protected override readoutOf(at: number): readonly string[] {
    const group = this.groups[at];
    const median = group && boxStats(group.values)?.median;
    return group ? [`median of ${formatCount(group.name)} `, formatShare(median)] : [];
  }

  protected override table(): FigureTable {
    return {
      columns: [
        this.axisName,
        'repeats',
        'smallest',
        'lower quartile',
        'median',
        'upper quartile',
        'largest',
      ],
      rows: this.groups.map(({ name, values }) => {
        const s = boxStats(values);
        const numbers = [s?.min, s?.lower, s?.median, s?.upper, s?.max].map(v => v ?? null);
        return [name, values.length, ...numbers];
      }),
    };
  }

  protected override paint(canvas: PlotCanvas): void {
    const colour = canvas.theme.runs[identityOf(this.runSlot).colour] ?? canvas.theme.ink;
    paintReferences(canvas, this.references);
    const { left, right } = canvas.area;
    const width = Math.min(18, ((right - left) / Math.max(1, this.groups.length)) * 0.56);
    this.groups.forEach((group, i) => paintBox(canvas, group.values, canvas.x(i), width, colour));
    drawAxisName(canvas);
  }

  protected override paintOver(canvas: PlotCanvas): void {
    if (this.at === null) return;
    drawVertical(canvas, canvas.x(this.at), { colour: canvas.theme.quiet, dash: [2, 2] });
  }
}

customElements.define('reslab-boxes', BoxFigure);

function paintBox(
  canvas: PlotCanvas,
  values: readonly number[],
  x: number,
  width: number,
  colour: Colour,
): void {
  const stats = boxStats(values);
  if (stats === null) return;
  const { context, theme } = canvas;
  const [min, lower, median, upper, max] = [
    stats.min,
    stats.lower,
    stats.median,
    stats.upper,
    stats.max,
  ].map(canvas.y) as [number, number, number, number, number];
  drawSegment(context, x, min, x, lower, { colour: theme.quiet });
  drawSegment(context, x, upper, x, max, { colour: theme.quiet });
  context.fillStyle = cssColour(colour, 0.16);
  context.fillRect(x - width / 2, upper, width, lower - upper);
  setStroke(context, { colour });
  context.strokeRect(x - width / 2, upper, width, lower - upper);
  drawSegment(context, x - width / 2, median, x + width / 2, median, { colour, width: 2.5 });
  context.fillStyle = cssColour(colour, 0.75);
  values.forEach((value, i) => {
    // Beside each other in a fixed pattern, so that equal values do not hide each other.
    const beside = ((i * 7) % 11) - 5;
    context.beginPath();
    context.arc(x + (beside * width) / 16, canvas.y(value), 1.4, 0, 7);
    context.fill();
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'reslab-boxes': BoxFigure;
  }
}
