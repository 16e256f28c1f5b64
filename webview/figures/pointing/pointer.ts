import { valueAt, type Panel, type Scene } from '../../../src/figures/index.ts';
import type { PlotPlace, Pointing } from './pointing.ts';

export interface PointerTarget {
  readonly scene: () => Scene | null;
  readonly pointing: () => Pointing | null;
  /** The dragged range changed. */
  readonly dragged: () => void;
}

export interface Drag {
  readonly panel: Panel;
  readonly from: number;
  readonly to: number;
}

/** A drag shorter than this many pixels is a click. */
const shortest = 5;

/** Pointing at a plot, clicks, dragging a range of x, double click for all of it. */
export class PlotPointer {
  readonly #host: HTMLElement;
  readonly #target: PointerTarget;
  readonly #listening = new AbortController();
  #drag: Drag | null = null;
  #pressedAt = 0;

  constructor(host: HTMLElement, target: PointerTarget) {
    this.#host = host;
    this.#target = target;
    const { signal } = this.#listening;
    host.addEventListener('pointermove', e => this.#move(e), { signal });
    host.addEventListener('pointerleave', () => this.#drag ?? this.#leave(), { signal });
    host.addEventListener('blur', () => this.#leave(), { signal });
    host.addEventListener('pointerdown', e => this.#press(e), { signal });
    host.addEventListener('pointerup', e => this.#release(e), { signal });
    host.addEventListener('pointercancel', () => this.#end(), { signal });
    host.addEventListener('click', e => this.#click(e), { signal });
    host.addEventListener('dblclick', () => target.pointing()?.zoom(null), { signal });
  }

  /** The range that is being dragged; null: none, or hardly any. */
  get drag(): Drag | null {
    const drag = this.#drag;
    return drag !== null && Math.abs(drag.to - drag.from) >= shortest ? drag : null;
  }

  destroy(): void {
    this.#listening.abort();
  }

  #leave(): void {
    this.#target.pointing()?.point(null);
  }

  #move(event: PointerEvent): void {
    const place = this.#placeOf(event);
    if (this.#drag !== null) {
      this.#drag = { ...this.#drag, to: place?.x ?? this.#drag.to };
      this.#target.dragged();
    }
    this.#target.pointing()?.point(place);
  }

  #press(event: PointerEvent): void {
    this.#pressedAt = event.clientX;
    const place = this.#placeOf(event);
    if (place === null || event.button !== 0) return;
    const { left, right } = place.panel.area;
    if (place.x < left || place.x > right) return;
    this.#host.setPointerCapture(event.pointerId);
    this.#drag = { panel: place.panel, from: place.x, to: place.x };
  }

  #release(event: PointerEvent): void {
    const drag = this.#drag;
    this.#end();
    if (drag === null) return;
    const to = event.clientX - this.#host.getBoundingClientRect().left;
    if (Math.abs(to - drag.from) < shortest) return;
    const { area, x } = drag.panel;
    const at = (px: number) => valueAt(x, Math.max(area.left, Math.min(area.right, px)));
    const [a, b] = [at(drag.from), at(to)];
    this.#target.pointing()?.zoom([Math.min(a, b), Math.max(a, b)]);
  }

  #click(event: MouseEvent): void {
    // The end of a drag is no click.
    if (Math.abs(event.clientX - this.#pressedAt) >= shortest) return;
    const place = this.#placeOf(event);
    if (place !== null) this.#target.pointing()?.click(place);
  }

  #end(): void {
    this.#drag = null;
    this.#target.dragged();
  }

  /** In the panel that is pointed at, else in the nearest one. */
  #placeOf({ clientX, clientY }: MouseEvent): PlotPlace | null {
    const { left, top } = this.#host.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const panels = this.#target.scene()?.panels ?? [];
    const away = ({ area }: Panel) =>
      Math.max(area.left - x, x - area.right, 0) + Math.max(area.top - y, y - area.bottom, 0);
    const [first, ...others] = panels;
    if (first === undefined) return null;
    return { panel: others.reduce((a, b) => (away(b) < away(a) ? b : a), first), x, y };
  }
}
