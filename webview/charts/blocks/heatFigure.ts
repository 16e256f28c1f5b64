import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { HeatData } from '../../../src/protocol/index.ts';
import { type RampColours, BlockRow } from '../../../src/figures/index.ts';
import { formatValue } from '../../../src/base/index.ts';
import type { FigureTable } from '../../base/table.ts';
import { currentTheme, type Theme } from '../../base/theme.ts';
import type { YAxis } from '../core/axes.ts';
import { drawHorizontal, drawLabel, setStroke } from '../core/draw.ts';
import type { PlotCanvas } from '../core/plot.ts';
import { BlockFigure } from './blockFigure.ts';
import { heatGrid } from './heatCells.ts';
import { heatImage } from './heatImage.ts';
import type { HeatScale } from './heatScale.ts';

/** A quantity by block (x) and step (downward). Tells of clicks by the event `step` (detail: the step). */
export class HeatFigure extends BlockFigure {
  static override properties = {
    ...BlockFigure.properties,
    heat: { attribute: false },
    scale: { attribute: false },
    ramp: {},
    step: { type: Number },
    steps: { type: Number },
  };

  declare heat: HeatData | null;
  declare scale: HeatScale | null;
  /** One-sided, or around 1. */
  declare ramp: 'oneSided' | 'aroundOne';
  /** The step of the other panels. */
  declare step: number | null;
  /** Where the axis ends. */
  declare steps: number;

  // A tint would change the colours that are read.
  protected override readonly tintsSelection = false;
  #image: { readonly key: readonly unknown[]; readonly canvas: HTMLCanvasElement } | null = null;

  constructor() {
    super();
    this.heat = null;
    this.scale = null;
    this.ramp = 'oneSided';
    this.step = null;
    this.steps = 1;
  }

  protected override yAxis(): YAxis {
    return { min: 0, max: Math.max(1, this.steps), reversed: true, hasGrid: false };
  }

  protected override readoutOf(): readonly string[] {
    return [];
  }

  protected override captionExtra(): TemplateResult {
    const { scale } = this;
    if (scale === null) return html``;
    const digits = this.ramp === 'aroundOne' ? 3 : 2;
    const low = `${scale.clipsLow ? '≤ ' : ''}${formatValue(scale.low, digits)}`;
    const high = `${scale.clipsHigh ? '≥ ' : ''}${formatValue(scale.high, digits)}`;
    return html`<span class="scale">
      <span>${low}</span><canvas width="72" height="1" aria-hidden="true"></canvas
      ><span>${high}</span>
    </span>`;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('scale') || changed.has('ramp')) this.#paintKey();
  }

  protected override redraw(): void {
    super.redraw();
    this.#paintKey();
  }

  protected override onPick(y: number): void {
    if (Number.isNaN(y)) return;
    this.dispatchEvent(new CustomEvent('step', { detail: Math.round(y), bubbles: true }));
  }

  protected override table(): FigureTable | null {
    const { heat, row } = this;
    if (heat === null || row === null) return null;
    const rows = heat.bands.flatMap(band => {
      const own = new BlockRow(band.axis);
      return Array.from(band.steps, (step, i) => {
        const values = band.values.subarray(i * own.count, (i + 1) * own.count);
        // A shallower network fills the columns of the same conceptual time.
        const cells = Array.from({ length: row.count }, (_, block) => {
          const from = own.blockAt(row.placeOf(block));
          return from === null ? null : (values[from] ?? null);
        });
        return [step, ...cells];
      });
    });
    const names = Array.from({ length: row.count }, (_, block) => row.nameOf(block));
    return { columns: ['step', ...names], rows };
  }

  protected override paintData(canvas: PlotCanvas, row: BlockRow): void {
    const { heat, scale } = this;
    const { context, area, theme } = canvas;
    if (heat === null || scale === null) return;
    const [width, height] = [area.right - area.left, area.bottom - area.top];
    const image = this.#imageFor(row, heat, scale, theme, {
      width: Math.max(1, Math.round(width * context.getTransform().a)),
      height: Math.max(1, Math.round(height * context.getTransform().d)),
      range: [canvas.axes.x.min, canvas.axes.x.max],
    });
    context.imageSmoothingEnabled = false;
    context.drawImage(image, area.left, area.top, width, height);
    setStroke(context, { colour: theme.grid });
    context.strokeRect(area.left + 0.5, area.top + 0.5, width - 1, height - 1);
    heat.bands.forEach((band, i) => {
      const before = heat.bands[i - 1];
      const step = band.steps[0];
      if (before === undefined || step === undefined) return;
      const y = canvas.y(step);
      drawHorizontal(canvas, y, { colour: theme.ink, dash: [2, 2] });
      const count = (axis: typeof band.axis) => axis.blocks.reduce((a, b) => a + b, 0);
      const words = `grow ${count(before.axis)} → ${count(band.axis)}`;
      // Above the line, but inside the plot.
      const label = y - 18 < area.top ? y + 9 : y - 9;
      drawLabel(canvas, words, area.right - 4, label, { align: 'right' });
    });
  }

  protected override paintMarks(canvas: PlotCanvas): void {
    const { context, area, theme } = canvas;
    if (this.step === null) return;
    const y = canvas.y(this.step);
    drawHorizontal(canvas, y, { colour: theme.ink, width: 1.25 });
    context.fillStyle = context.strokeStyle;
    context.beginPath();
    context.moveTo(area.left - 1, y);
    context.lineTo(area.left - 6, y - 3.5);
    context.lineTo(area.left - 6, y + 3.5);
    context.fill();
  }

  #imageFor(
    row: BlockRow,
    heat: HeatData,
    scale: HeatScale,
    theme: Theme,
    size: {
      readonly width: number;
      readonly height: number;
      readonly range: readonly [number, number];
    },
  ): HTMLCanvasElement {
    const { width, height, range } = size;
    const key = [row, heat, scale.low, scale.high, theme, width, height, this.steps, ...range];
    const known = this.#image;
    if (known !== null && key.every((part, i) => part === known.key[i])) return known.canvas;
    const steps = Math.max(1, this.steps);
    const grid = heatGrid(row, heat.bands, scale, { width, height, steps, range });
    const canvas = heatImage(grid, theme[this.ramp]);
    this.#image = { key, canvas };
    return canvas;
  }

  #paintKey(): void {
    const canvas = this.querySelector<HTMLCanvasElement>('.scale canvas');
    const ramp: RampColours = currentTheme()[this.ramp];
    const places = Float32Array.from({ length: 72 }, (_, i) => i / 71);
    const image = heatImage({ width: 72, height: 1, places }, ramp);
    canvas?.getContext('2d')?.drawImage(image, 0, 0);
  }
}

customElements.define('reslab-heat-map', HeatFigure);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-heat-map': HeatFigure;
  }
}
