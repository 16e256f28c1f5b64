import type { PropertyValues } from 'lit';
import { FigureElement } from '../../base/figure.ts';
import { pictureOf } from '../core/picture.ts';
import { Plot, type PlotCanvas } from '../core/plot.ts';
import type { Axes } from '../core/axes.ts';

/** A figure with axes of its own whose points are no blocks. */
export abstract class PlainFigure extends FigureElement {
  #drawing: Plot | null = null;

  protected abstract axes(): Axes;
  protected abstract paint(canvas: PlotCanvas): void;
  /** Which point keys and pointer are at; null: none. */
  protected at: number | null = null;
  protected abstract points(): number;
  protected abstract readoutOf(at: number): readonly string[];
  /** The point nearest to a pixel of the plot. */
  protected abstract nearest(canvas: Plot, x: number, y: number): number | null;
  protected paintOver(_canvas: PlotCanvas): void {}

  protected override startPlot(plot: HTMLElement): void {
    this.#drawing = new Plot(plot, this.axes(), {
      paint: canvas => this.paint(canvas),
      overlay: canvas => this.paintOver(canvas),
    });
    plot.addEventListener('pointermove', this.#move);
    plot.addEventListener('pointerleave', this.#leave);
    plot.addEventListener('blur', this.#leave);
  }

  protected override endPlot(): void {
    this.plot?.removeEventListener('pointermove', this.#move);
    this.plot?.removeEventListener('pointerleave', this.#leave);
    this.plot?.removeEventListener('blur', this.#leave);
    this.#drawing?.destroy();
    this.#drawing = null;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const isNew = [...changed.keys()].some(name => name !== 'readout' && name !== 'spoken');
    if (isNew) this.#drawing?.setAxes(this.axes());
  }

  protected override onResize(): void {
    this.#drawing?.setAxes(this.axes());
  }

  protected override redraw(): void {
    this.#drawing?.repaint();
  }

  protected override async picture(): Promise<Uint8Array | null> {
    const { heading, unit } = this;
    return this.#drawing === null ? null : pictureOf(this.#drawing, { heading, unit, legend: [] });
  }

  protected override onKey({ key }: KeyboardEvent): boolean {
    const last = this.points() - 1;
    const here = this.at ?? (key === 'ArrowLeft' ? last + 1 : -1);
    const to = {
      ArrowLeft: here - 1,
      ArrowRight: here + 1,
      PageUp: here - 10,
      PageDown: here + 10,
      Home: 0,
      End: last,
    }[key];
    if (key === 'Escape' && this.at !== null) this.#go(null);
    else if (to === undefined || last < 0) return false;
    else this.#go(Math.max(0, Math.min(last, to)));
    this.spoken = this.readout.join('');
    return true;
  }

  #go(at: number | null): void {
    if (at === this.at) return;
    this.at = at;
    this.readout = at === null ? [] : this.readoutOf(at);
    this.#drawing?.repaintOverlay();
  }

  #move = (event: PointerEvent): void => {
    const { left, top } = this.plot?.getBoundingClientRect() ?? { left: 0, top: 0 };
    if (this.#drawing === null) return;
    this.#go(this.nearest(this.#drawing, event.clientX - left, event.clientY - top));
  };

  #leave = (): void => this.#go(null);
}
