import { Chart, LineController, LinearScale, type ChartConfiguration, type Plugin } from 'chart.js';
import type { Panel, Scene } from '../../src/figures/index.ts';
import { currentTheme } from '../base/theme.ts';
import { chartOptions } from './chartOptions.ts';
import { paintAxisWords } from './paint/axisWords.ts';
import type { Canvas } from './paint/draw.ts';
import { paintPanel } from './paint/items.ts';

Chart.register(LineController, LinearScale);

export interface PlotLayers {
  /** Everything that stands still, for a width; asked when data, size or theme change. */
  layOut(width: number): Scene;
  /** Crosshair, selection: on a layer of its own, so that moving it draws no data. */
  paintOver(canvas: Canvas, panel: Panel): void;
}

/**
 * A scene on the page: chart.js follows size and pixel ratio and draws the axes, and the items of each panel are drawn by its
 * plugin straight from their arrays. (Elements of chart.js for 50 runs of 1,000 points in four panels cost seconds and
 * hundreds of megabytes.) Each panel is a chart on a canvas of its own, over the whole figure.
 */
export class FigurePlot {
  readonly #host: HTMLElement;
  readonly #layers: PlotLayers;
  readonly #charts: Chart[] = [];
  readonly #overlay: HTMLCanvasElement;
  #scene: Scene | null = null;
  #frame = 0;
  #isStale = false;

  constructor(host: HTMLElement, layers: PlotLayers) {
    this.#host = host;
    this.#layers = layers;
    this.#overlay = layerIn(host);
    this.#overlay.className = 'overlay';
    this.#show();
  }

  /** As it is drawn now; null before it has a size. */
  get scene(): Scene | null {
    return this.#scene;
  }

  /** Lays out and draws everything in the next frame. */
  repaint(): void {
    this.#isStale = true;
    this.#schedule();
  }

  /** Draws the overlay in the next frame. */
  repaintOverlay(): void {
    this.#schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const chart of this.#charts.splice(0)) chart.destroy();
    this.#host.replaceChildren();
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#isStale) this.#show();
      else this.#paintOverlay();
    });
  }

  /** Lays out for the size of the host, and brings as many charts as there are panels to that. */
  #show(): void {
    const width = this.#host.clientWidth;
    // A plot that is not shown has no size; it is drawn when it gets one.
    if (width === 0) return;
    this.#isStale = false;
    const scene = this.#layers.layOut(width);
    this.#scene = scene;
    this.#host.style.setProperty('height', `${scene.height}px`);
    for (const chart of this.#charts.splice(scene.panels.length)) {
      chart.canvas.remove();
      chart.destroy();
    }
    scene.panels.forEach((panel, index) => {
      const chart = this.#charts[index];
      if (chart === undefined) this.#charts.push(this.#chartOf(index));
      else {
        chart.options = chartOptions(scene, panel, currentTheme());
        // It hears of another size later than this.
        if (chart.width !== scene.width || chart.height !== scene.height)
          chart.resize(scene.width, scene.height);
        chart.update('none');
      }
    });
    this.#paintOverlay();
  }

  #chartOf(index: number): Chart {
    const canvas = layerIn(this.#host, this.#overlay);
    if (index > 0) canvas.className = 'layer';
    const scene = () => this.#scene;
    return new Chart(
      canvas,
      configuration(scene, index, () => this.#resized()),
    );
  }

  /** chart.js has seen another size or pixel ratio; what it draws next is of the old size. */
  #resized(): void {
    if (this.#scene?.width === this.#host.clientWidth) this.repaintOverlay();
    else this.repaint();
  }

  #paintOverlay(): void {
    const [chart] = this.#charts;
    const context = this.#overlay.getContext('2d');
    if (chart === undefined || context === null || this.#scene === null) return;
    const ratio = chart.currentDevicePixelRatio;
    const [width, height] = [Math.round(chart.width * ratio), Math.round(chart.height * ratio)];
    if (this.#overlay.width !== width || this.#overlay.height !== height)
      [this.#overlay.width, this.#overlay.height] = [width, height];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, chart.width, chart.height);
    for (const panel of this.#scene.panels)
      this.#layers.paintOver({ context, theme: currentTheme() }, panel);
  }
}

/** A scene at `ratio` pixels per pixel of CSS, on no background. */
export function sceneCanvas(scene: Scene, ratio: number): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = Math.round(scene.width * ratio);
  copy.height = Math.round(scene.height * ratio);
  scene.panels.forEach((_, index) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [scene.width, scene.height];
    const { options, ...rest } = configuration(
      () => scene,
      index,
      () => {},
    );
    const alone = { ...options, responsive: false, devicePixelRatio: ratio };
    const chart = new Chart(canvas, { ...rest, options: alone });
    copy.getContext('2d')?.drawImage(canvas, 0, 0);
    chart.destroy();
  });
  return copy;
}

function configuration(
  scene: () => Scene | null,
  index: number,
  resized: () => void,
): ChartConfiguration<'line'> {
  const ofChart = () => scene()?.panels[index];
  const plugin: Plugin<'line'> = {
    id: 'figure',
    beforeDatasetsDraw: ({ ctx: context }) => {
      const panel = ofChart();
      if (panel === undefined) return;
      const canvas = { context, theme: currentTheme() };
      paintPanel(canvas, panel);
      paintAxisWords(canvas, panel);
    },
    resize: resized,
  };
  const shown = scene();
  const panel = ofChart();
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: [plugin],
    options: shown && panel ? chartOptions(shown, panel, currentTheme()) : {},
  };
}

function layerIn(host: HTMLElement, before: Element | null = null): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  host.insertBefore(canvas, before);
  return canvas;
}
