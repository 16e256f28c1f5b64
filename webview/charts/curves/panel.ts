import type { PropertyValues } from 'lit';
import { FigureElement } from '../../base/figure.ts';
import type { FigureTable } from '../../base/table.ts';
import type { PanelGroup } from '../../figures/group.ts';
import { Plot } from '../core/plot.ts';
import { pictureOf } from '../core/picture.ts';
import type { CurvesModel } from './model.ts';
import { moveByKey } from './keys.ts';
import { paintCrosshair, paintCurves, paintDrag } from './paint.ts';
import { PlotPointer } from './pointer.ts';
import { curvesTable } from './table.ts';

/** One panel of curves, `<reslab-curves>`; panels of one group share crosshair and range. */
export class CurvesElement extends FigureElement {
  static override properties = {
    ...FigureElement.properties,
    model: { attribute: false },
    group: { attribute: false },
    emphasis: { attribute: false },
  };

  /** Null: there is nothing to draw yet. */
  declare model: CurvesModel | null;
  declare group: PanelGroup | null;
  /** Slot of the run that is drawn in full among many. */
  declare emphasis: number | null;

  #canvas: Plot | null = null;
  #pointer: PlotPointer | null = null;
  #leave: (() => void)[] = [];

  constructor() {
    super();
    this.model = null;
    this.group = null;
    this.emphasis = null;
  }

  /** Pixels of the plot area in width, which is how many points a query should ask for. */
  get plotWidth(): number {
    const area = this.#canvas?.area;
    return area === undefined ? 0 : Math.max(0, Math.round(area.right - area.left));
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('group') && this.plot !== null) this.#join();
    if (changed.has('model')) this.#show();
    else if (changed.has('emphasis')) this.#canvas?.repaint();
  }

  protected override startPlot(plot: HTMLElement): void {
    plot.classList.add('drags');
    this.#pointer = new PlotPointer(plot, {
      plot: () => this.#canvas,
      point: x => this.group?.point(x),
      zoom: range => this.group?.zoom(range),
      dragged: () => this.#canvas?.repaintOverlay(),
    });
    this.#join();
    this.#show();
  }

  protected override endPlot(): void {
    this.#pointer?.destroy();
    this.#canvas?.destroy();
    this.#canvas = null;
    for (const leave of this.#leave.splice(0)) leave();
  }

  protected override redraw(): void {
    this.#canvas?.repaint();
  }

  protected override resetZoom(): void {
    this.group?.zoom(null);
  }

  protected override table(): FigureTable | null {
    return this.model === null ? null : curvesTable(this.model);
  }

  protected override async picture(): Promise<Uint8Array | null> {
    if (this.#canvas === null || this.model === null) return null;
    const legend = this.model.series.map(s => ({ label: s.label, slot: s.slot, kind: s.kind }));
    return pictureOf(this.#canvas, { heading: this.heading, unit: this.unit, legend });
  }

  protected override onKey(event: KeyboardEvent): boolean {
    const { model, group } = this;
    if (model === null || group === null) return false;
    const isOurs = moveByKey(event.key, model, group);
    if (isOurs) void this.updateComplete.then(() => (this.spoken = this.readout.join('')));
    return isOurs;
  }

  #join(): void {
    for (const leave of this.#leave.splice(0)) leave();
    const { group } = this;
    if (group === null) return;
    const zoomed = () => (this.isZoomed = group.range !== null);
    zoomed();
    this.#leave.push(
      group.onPoint(() => this.#canvas?.repaintOverlay()),
      group.onRange(zoomed),
    );
  }

  #show(): void {
    const { plot, model } = this;
    if (plot === null || model === null) return;
    if (this.#canvas !== null) return this.#canvas.setAxes(model.axes);
    this.#canvas = new Plot(plot, model.axes, {
      paint: canvas => this.model && paintCurves(canvas, this.model, this.emphasis),
      overlay: canvas => {
        const at = this.group?.at ?? null;
        if (this.model !== null && at !== null) paintCrosshair(canvas, this.model, at);
        const drag = this.#pointer?.drag ?? null;
        if (drag !== null) paintDrag(canvas, drag.from, drag.to);
      },
    });
  }
}

customElements.define('reslab-curves', CurvesElement);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-curves': CurvesElement;
  }
}
