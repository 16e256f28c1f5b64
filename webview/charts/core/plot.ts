import {
  Chart,
  LineController,
  LinearScale,
  LogarithmicScale,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js';
import { currentTheme, type Theme } from '../../base/theme.ts';
import { chartOptions, tickRow, type Axes } from './axes.ts';

Chart.register(LineController, LinearScale, LogarithmicScale);

/** What a painter draws on: pixels of CSS, the plot area, and where a value lies. */
export interface PlotCanvas {
  readonly context: CanvasRenderingContext2D;
  readonly theme: Theme;
  readonly area: PlotArea;
  readonly axes: Axes;
  /** Pixel of a value on the x axis. */
  readonly x: (value: number) => number;
  /** Pixel of a value on the y axis; NaN where a log axis has no place for it. */
  readonly y: (value: number) => number;
}

export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Painter {
  /** Data, over the grid. Drawn when data, size or theme change. */
  paint(canvas: PlotCanvas): void;
  /** Crosshair, selection: on a layer of its own, so that moving it draws no data. */
  overlay?(canvas: PlotCanvas): void;
}

/**
 * One plot: chart.js lays out and draws the axes, follows the size and the pixel ratio; the painter
 * draws the data straight from its arrays. (Elements of chart.js for 50 runs of 1,000 points in
 * four panels cost seconds and hundreds of megabytes.)
 */
export class Plot {
  readonly #host: HTMLElement;
  readonly #painter: Painter;
  readonly #chart: Chart;
  readonly #overlay: HTMLCanvasElement;
  #axes: Axes;
  #frame = 0;
  #drawsAll = false;

  constructor(host: HTMLElement, axes: Axes, painter: Painter) {
    this.#host = host;
    this.#axes = axes;
    this.#painter = painter;
    const canvas = host.appendChild(document.createElement('canvas'));
    this.#overlay = host.appendChild(document.createElement('canvas'));
    this.#overlay.className = 'overlay';
    for (const layer of [canvas, this.#overlay]) layer.setAttribute('aria-hidden', 'true');
    this.#chart = new Chart(canvas, this.#configuration(true));
  }

  get area(): PlotArea {
    return this.#chart.chartArea;
  }

  get axes(): Axes {
    return this.#axes;
  }

  /** The value of x under a pixel of the host. */
  xAt(pixel: number): number {
    return this.#chart.scales['x']?.getValueForPixel(pixel) ?? NaN;
  }

  yAt(pixel: number): number {
    return this.#chart.scales['y']?.getValueForPixel(pixel) ?? NaN;
  }

  /** Takes new axes and draws everything in the next frame. */
  setAxes(axes: Axes): void {
    this.#axes = axes;
    this.repaint();
  }

  /** Draws everything in the next frame. */
  repaint(): void {
    this.#drawsAll = true;
    this.#schedule();
  }

  /** Draws the overlay in the next frame. */
  repaintOverlay(): void {
    this.#schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#chart.destroy();
    this.#host.replaceChildren();
  }

  /** The plot without overlay at `ratio` pixels per pixel of CSS; alone, it carries its own labels of x. */
  toCanvas(ratio: number): HTMLCanvasElement {
    const shown = this.#axes;
    const canvas = document.createElement('canvas');
    canvas.width = this.#chart.width;
    canvas.height = this.#chart.height + (shown.x.isBare ? tickRow : 0);
    this.#axes = { ...shown, x: { ...shown.x, isBare: false } };
    const configuration = this.#configuration(false);
    const options = { ...configuration.options, responsive: false, devicePixelRatio: ratio };
    const chart = new Chart(canvas, { ...configuration, options });
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    copy.getContext('2d')?.drawImage(canvas, 0, 0);
    chart.destroy();
    this.#axes = shown;
    return copy;
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (!this.#drawsAll) return this.#paintOverlay();
      this.#drawsAll = false;
      this.#chart.options = chartOptions(this.#axes, currentTheme());
      // A plot that is not shown has no size; chart.js draws it when it gets one.
      if (this.#host.clientWidth === 0) return;
      this.#chart.update('none');
    });
  }

  #configuration(hasOverlay: boolean): ChartConfiguration<'line'> {
    const plugin: Plugin<'line'> = {
      id: 'painter',
      beforeDatasetsDraw: chart => this.#painter.paint(this.#canvas(chart, chart.ctx)),
      afterDraw: () => {
        if (hasOverlay) this.#paintOverlay();
      },
    };
    return {
      type: 'line',
      data: { datasets: [] },
      plugins: [plugin],
      options: chartOptions(this.#axes, currentTheme()),
    };
  }

  #paintOverlay(): void {
    const overlay = this.#overlay;
    // During construction the first drawing comes before the chart is known.
    const chart = this.#chart as Chart | undefined;
    const context = overlay.getContext('2d');
    if (chart === undefined || context === null) return;
    const ratio = chart.currentDevicePixelRatio;
    const [width, height] = [Math.round(chart.width * ratio), Math.round(chart.height * ratio)];
    if (overlay.width !== width || overlay.height !== height)
      [overlay.width, overlay.height] = [width, height];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, chart.width, chart.height);
    this.#painter.overlay?.(this.#canvas(chart, context));
  }

  #canvas(chart: Chart, context: CanvasRenderingContext2D): PlotCanvas {
    const area = chart.chartArea;
    const { x, y } = this.#axes;
    const xFactor = (area.right - area.left) / (x.max - x.min);
    const isLog = y.scale === 'log';
    const [low, high] = isLog ? [Math.log10(y.min), Math.log10(y.max)] : [y.min, y.max];
    const yFactor = (area.bottom - area.top) / (high - low);
    const down = y.reversed ?? false;
    // Far outside, canvas coordinates lose their precision.
    const clamped = (pixel: number) =>
      Math.max(area.top - 4000, Math.min(area.bottom + 4000, pixel));
    return {
      context,
      theme: currentTheme(),
      area,
      axes: this.#axes,
      x: value => area.left + (value - x.min) * xFactor,
      y: value => {
        if (isLog && !(value > 0)) return NaN;
        const along = ((isLog ? Math.log10(value) : value) - low) * yFactor;
        return clamped(down ? area.top + along : area.bottom - along);
      },
    };
  }
}
