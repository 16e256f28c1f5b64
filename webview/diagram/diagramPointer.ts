import type { BlockSelection } from '../base/context.ts';
import type { DiagramNetwork } from './diagramChain.ts';
import type { DiagramDrawing } from './diagramDrawing.ts';
import { overviewBlock, type DiagramWindow } from './diagramLevel.ts';

/** The diagram under the pointer. */
export interface PointedDiagram {
  readonly network: DiagramNetwork;
  readonly selection: BlockSelection;
  readonly drawing: DiagramDrawing;
  readonly window: DiagramWindow;
  /** Block in the middle of the lens. */
  readonly centre: number;
}

export interface DiagramActions {
  /** Null: nothing is drawn. */
  readonly shown: () => PointedDiagram | null;
  readonly moveLens: (centre: number) => void;
  /** In (1) or out (-1), around a block where there is one. */
  readonly zoom: (step: 1 | -1, block: number | null) => void;
  readonly resetZoom: () => void;
}

/** Pointing at blocks, choosing them, dragging the lens and zooming with the wheel. */
export class DiagramPointer {
  readonly #actions: DiagramActions;
  readonly #plot: HTMLElement;
  readonly #ending = new AbortController();
  /** The lens is being dragged: how far its middle is from the pointer, in blocks. */
  #grip: number | null = null;
  #hasDragged = false;

  constructor(plot: HTMLElement, actions: DiagramActions) {
    this.#plot = plot;
    this.#actions = actions;
    const { signal } = this.#ending;
    const release = () => (this.#grip = null);
    const leave = () => this.#actions.shown()?.selection.hover(null);
    plot.addEventListener('pointermove', event => this.#move(event), { signal });
    plot.addEventListener('pointerdown', event => this.#press(event), { signal });
    plot.addEventListener('pointerup', release, { signal });
    plot.addEventListener('pointercancel', release, { signal });
    plot.addEventListener('pointerleave', leave, { signal });
    plot.addEventListener('blur', leave, { signal });
    plot.addEventListener('click', event => this.#click(event), { signal });
    plot.addEventListener('dblclick', () => this.#actions.resetZoom(), { signal });
    plot.addEventListener('wheel', event => this.#wheel(event), { signal });
  }

  end(): void {
    this.#ending.abort();
  }

  #place(event: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.#plot.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** The block under the pointer, in the overview or among those drawn one by one. */
  #blockUnder({ drawing, window, network }: PointedDiagram, event: MouseEvent): number | null {
    const { x, y } = this.#place(event);
    if (drawing.lens !== null && y < drawing.lens.bottom)
      return overviewBlock(network.row, window.slot, x);
    const { chain } = drawing;
    for (let block = window.from; block < window.to; block++) {
      const left = chain.x(block);
      if (x >= left && x < left + chain.slot && y > chain.top - 12 && y < chain.top + 90)
        return block;
    }
    return null;
  }

  #move(event: PointerEvent): void {
    const diagram = this.#actions.shown();
    if (diagram === null) return;
    const { network, selection, centre } = diagram;
    const block = this.#blockUnder(diagram, event);
    if (this.#grip === null)
      return selection.hover(block === null ? null : network.row.placeOf(block));
    const wanted = Math.round((block ?? centre) + this.#grip);
    if (wanted === centre) return;
    this.#hasDragged = true;
    this.#actions.moveLens(Math.max(0, Math.min(network.row.count - 1, wanted)));
  }

  #press(event: PointerEvent): void {
    this.#hasDragged = false;
    const diagram = this.#actions.shown();
    if (diagram === null) return;
    const { drawing, window } = diagram;
    const { lens } = drawing;
    const block = this.#blockUnder(diagram, event);
    const { x, y } = this.#place(event);
    if (lens === null || block === null || y >= lens.bottom) return;
    // Beside the lens it jumps to the pointer.
    const isInside = x >= lens.left && x <= lens.right;
    this.#grip = isInside ? (window.from + window.to) / 2 - block : 0;
    this.#plot.setPointerCapture(event.pointerId);
  }

  #click(event: MouseEvent): void {
    const diagram = this.#actions.shown();
    if (this.#hasDragged || diagram === null) return;
    const block = this.#blockUnder(diagram, event);
    if (block !== null) diagram.selection.select(diagram.network.row.placeOf(block));
  }

  /** As everywhere in the editor, the wheel alone scrolls the page. */
  #wheel(event: WheelEvent): void {
    const diagram = this.#actions.shown();
    if (!event.ctrlKey || event.deltaY === 0 || diagram === null) return;
    event.preventDefault();
    this.#actions.zoom(event.deltaY < 0 ? 1 : -1, this.#blockUnder(diagram, event));
  }
}
