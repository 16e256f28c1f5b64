import type { Plot } from '../core/plot.ts';

export interface PointerTarget {
  readonly plot: () => Plot | null;
  readonly point: (x: number | null) => void;
  readonly zoom: (range: readonly [number, number] | null) => void;
  /** The dragged range changed. */
  readonly dragged: () => void;
}

/** A drag shorter than this many pixels is a click. */
const shortest = 5;

/** Pointing at a curve, dragging a range of x, double click for all of it. */
export class PlotPointer {
  readonly #host: HTMLElement;
  readonly #target: PointerTarget;
  readonly #listening = new AbortController();
  #drag: { readonly from: number; readonly to: number } | null = null;

  constructor(host: HTMLElement, target: PointerTarget) {
    this.#host = host;
    this.#target = target;
    const { signal } = this.#listening;
    host.addEventListener('pointermove', e => this.#move(e), { signal });
    host.addEventListener('pointerleave', () => this.#drag ?? target.point(null), { signal });
    host.addEventListener('pointerdown', e => this.#press(e), { signal });
    host.addEventListener('pointerup', e => this.#release(e), { signal });
    host.addEventListener('pointercancel', () => this.#end(), { signal });
    host.addEventListener('dblclick', () => target.zoom(null), { signal });
  }

  /** Pixels of the range that is being dragged. */
  get drag(): { readonly from: number; readonly to: number } | null {
    return this.#drag;
  }

  destroy(): void {
    this.#listening.abort();
  }

  #move(event: PointerEvent): void {
    const plot = this.#target.plot();
    if (plot === null) return;
    const x = this.#pixel(event);
    if (this.#drag !== null) {
      this.#drag = { from: this.#drag.from, to: x };
      this.#target.dragged();
    }
    const { left, right } = plot.area;
    this.#target.point(x >= left && x <= right ? plot.xAt(x) : null);
  }

  #press(event: PointerEvent): void {
    const plot = this.#target.plot();
    if (plot === null || event.button !== 0) return;
    const x = this.#pixel(event);
    if (x < plot.area.left || x > plot.area.right) return;
    this.#host.setPointerCapture(event.pointerId);
    this.#drag = { from: x, to: x };
  }

  #release(event: PointerEvent): void {
    const plot = this.#target.plot();
    const drag = this.#drag;
    this.#end();
    if (plot === null || drag === null) return;
    const to = this.#pixel(event);
    if (Math.abs(to - drag.from) < shortest) return;
    const { left, right } = plot.area;
    const at = (px: number) => plot.xAt(Math.max(left, Math.min(right, px)));
    const [a, b] = [at(drag.from), at(to)];
    this.#target.zoom([Math.min(a, b), Math.max(a, b)]);
  }

  #end(): void {
    this.#drag = null;
    this.#target.dragged();
  }

  #pixel(event: PointerEvent): number {
    return event.clientX - this.#host.getBoundingClientRect().left;
  }
}
