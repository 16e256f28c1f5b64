import { formatValue } from '../../src/base/index.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  inFile,
  layOut,
  legendOf,
  shownRows,
  writeSvg,
  type Figure,
  type Ramp,
  type ScaleName,
  type Scene,
  type SceneSize,
  type Tables,
} from '../../src/figures/index.ts';
import type { BlockSelection } from '../base/context.ts';
import { FigureElement } from '../base/figure.ts';
import type { FigureTable } from '../base/table.ts';
import { currentTheme } from '../base/theme.ts';
import { PanelGroup } from './group.ts';
import { paintRamp } from './paint/cells.ts';
import { paintDrag, paintFrame } from './paint/over.ts';
import { pngOf } from './picture.ts';
import { FigurePlot } from './plot.ts';
import { PlotPointer } from './pointing/pointer.ts';
import { pointingOf } from './pointing/pointingOf.ts';
import type { PointedFigure, Pointing } from './pointing/pointing.ts';
import type { Shown } from './pointing/shown.ts';

const nothingHidden: ReadonlySet<string> = new Set();

/**
 * A figure as data on the page: `<reslab-figure>`. Tells of a click on a recorded step by the event `step` (detail: the
 * step), of a chosen scale by `scale` (detail: its name).
 */
export class FigureView extends FigureElement implements PointedFigure {
  static override properties = {
    ...FigureElement.properties,
    figure: { attribute: false },
    tables: { attribute: false },
    hiddenRows: { attribute: false },
    group: { attribute: false },
    selection: { attribute: false },
    emphasis: { attribute: false },
    scale: { attribute: false },
    frame: { attribute: false },
  };

  declare figure: Figure | null;
  declare tables: Tables;
  /** Rows of the legend that are off. */
  declare hiddenRows: ReadonlySet<string>;
  /** Figures of one group share crosshair and range. */
  declare group: PanelGroup;
  declare selection: BlockSelection | null;
  /** Slot of the run that is drawn in full among many. */
  declare emphasis: number | null;
  /** Of y, one of the figure's `scales`; null: the first. */
  declare scale: ScaleName | null;
  /** The recorded step that is shown, where y counts steps. */
  declare frame: number | null;

  #plot: FigurePlot | null = null;
  #pointer: PlotPointer | null = null;
  #pointing: Pointing | null = null;
  #shown: Shown | null = null;
  #stop: (() => void) | null = null;
  /** What was drawn last. */
  #drawn: readonly unknown[] = [];

  constructor() {
    super();
    this.figure = null;
    this.tables = {};
    this.hiddenRows = nothingHidden;
    this.group = new PanelGroup();
    this.selection = null;
    this.emphasis = null;
    this.scale = null;
    this.frame = null;
  }

  /** What is pointed at. */
  get shown(): Shown | null {
    return this.#shown;
  }

  /** As it is drawn now; null before it is. */
  get scene(): Scene | null {
    return this.#plot?.scene ?? null;
  }

  /** The crosshair or the selection did. */
  moved(): void {
    this.#plot?.repaintOverlay();
    const readout = this.#pointing?.readout() ?? [];
    if (readout.join('\0') !== this.readout.join('\0')) this.readout = readout;
  }

  /** Another part of x is shown. */
  zoomed(): void {
    this.isZoomed = this.#pointing?.range !== null;
    this.#plot?.repaint();
  }

  /** A click on a value of y: of recorded steps it chooses one. */
  picked(y: number): void {
    if (!this.#hasSteps || Number.isNaN(y)) return;
    this.dispatchEvent(new CustomEvent('step', { detail: Math.round(y), bubbles: true }));
  }

  override willUpdate(changed: PropertyValues): void {
    const { figure, tables, hiddenRows } = this;
    if (figure === null) return;
    if (changed.has('figure')) {
      this.heading = figure.title;
      this.unit = figure.unit;
      this.label = figure.label;
      this.plotHeight = figure.height;
      this.fileName = figure.fileName ?? figure.title;
    }
    if (this.#isNew(figure)) this.#shown = { figure, tables, hiddenRows };
    // The way in which it is pointed at follows from its x axis.
    const isOther = changed.has('figure') && pointingOf(figure) !== this.#pointing?.constructor;
    if (isOther || changed.has('group') || changed.has('selection')) this.#listen(figure);
    this.readout = this.#pointing?.readout() ?? [];
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('figure') || changed.has('isZoomed')) this.#paintRamp();
    if (changed.has('frame')) this.#plot?.repaintOverlay();
    const looks = [this.#shown, this.scale, this.emphasis, this.isZoomed];
    if (looks.every((look, i) => look === this.#drawn[i])) return;
    this.#drawn = looks;
    this.#plot?.repaint();
  }

  /** Not where only tables of other figures changed. */
  #isNew(figure: Figure): boolean {
    const { tables, hiddenRows } = this;
    const shown = this.#shown;
    if (shown?.figure !== figure || shown.hiddenRows !== hiddenRows) return true;
    return namesOf(figure).some(name => shown.tables[name] !== tables[name]);
  }

  protected override startPlot(plot: HTMLElement): void {
    plot.style.setProperty('height', `${this.plotHeight}px`);
    plot.classList.toggle('drags', this.figure?.x.scale !== 'ordinal');
    this.#plot = new FigurePlot(plot, {
      layOut: width => this.#layOut({ width }),
      paintOver: (canvas, panel) => {
        this.#pointing?.paintOver(canvas, panel);
        if (this.#hasSteps && this.frame !== null) paintFrame(canvas, panel, this.frame);
        const drag = this.#pointer?.drag ?? null;
        if (drag?.panel.title === panel.title) paintDrag(canvas, panel, drag);
      },
    });
    this.#pointer = new PlotPointer(plot, {
      scene: () => this.scene,
      pointing: () => this.#pointing,
      dragged: () => this.#plot?.repaintOverlay(),
    });
    if (this.figure !== null) this.#listen(this.figure);
  }

  protected override endPlot(): void {
    this.#stop?.();
    this.#stop = null;
    this.#pointer?.destroy();
    this.#pointer = null;
    this.#plot?.destroy();
    this.#plot = null;
  }

  protected override redraw(): void {
    this.#plot?.repaint();
    this.#paintRamp();
  }

  protected override onResize(): void {
    this.#plot?.repaint();
  }

  protected override resetZoom(): void {
    this.#pointing?.zoom(null);
  }

  protected override table(): FigureTable | null {
    const { figure, tables } = this;
    if (figure === null) return null;
    const range = 'lines' in figure.shown ? (this.#pointing?.range ?? undefined) : undefined;
    const table = shownRows(figure, tables, range);
    return table.columns.length === 0 ? null : table;
  }

  protected override async picture(): Promise<Uint8Array | null> {
    const scene = this.#alone();
    return scene === null || this.figure === null ? null : pngOf(scene, this.figure);
  }

  protected override vector(): string | null {
    const { figure } = this;
    const scene = this.#alone();
    if (figure === null || scene === null) return null;
    return writeSvg(scene, { ...figure, legend: legendOf(figure) }, currentTheme());
  }

  protected override onKey({ key }: KeyboardEvent): boolean {
    if (key === 'l' && this.#nextScale !== null) {
      this.#chooseScale();
      return true;
    }
    const isOurs = this.#pointing?.key(key) ?? false;
    if (isOurs) this.spoken = (this.#pointing?.readout() ?? []).join('');
    return isOurs;
  }

  protected override moreTools(): TemplateResult | typeof nothing {
    const next = this.#nextScale;
    if (next === null) return nothing;
    const isLog = this.scale !== null && this.scale !== this.figure?.scales?.[0];
    return this.tool('graph-line', `${scaleWords[next]} (l)`, () => this.#chooseScale(), isLog);
  }

  protected override captionExtra(): TemplateResult | typeof nothing {
    const ramp = this.#ramp;
    if (ramp === null) return nothing;
    const digits = ramp.kind === 'around' ? 3 : 2;
    const [low, high] = ramp.domain.map(value => formatValue(value, digits));
    const [clipsLow, clipsHigh] = ramp.clips;
    return html`<span class="scale">
      <span>${clipsLow ? '≤ ' : ''}${low}</span
      ><canvas width="72" height="1" aria-hidden="true"></canvas
      ><span>${clipsHigh ? '≥ ' : ''}${high}</span>
    </span>`;
  }

  #layOut(size: SceneSize): Scene {
    const { figure, tables, hiddenRows: hidden, scale, emphasis } = this;
    if (figure === null) return { ...size, height: 0, panels: [] };
    const range = this.#pointing?.range ?? null;
    return layOut(figure, tables, size, { range, hidden, scale, emphasis, isReduced: true });
  }

  /** As it stands alone in a file, with the labels that a panel below it has on the page, and all of its points. */
  #alone(): Scene | null {
    const { figure, scene, tables, hiddenRows: hidden, scale } = this;
    if (figure === null || scene === null) return null;
    const range = this.#pointing?.range ?? null;
    return layOut(inFile(figure), tables, { width: scene.width }, { range, hidden, scale });
  }

  #listen(figure: Figure): void {
    this.#stop?.();
    const Way = pointingOf(figure);
    this.#pointing = new Way(this);
    this.#stop = this.isConnected ? this.#pointing.listen() : null;
    this.isZoomed = this.#pointing.range !== null;
  }

  /** Its cells stand over recorded steps. */
  get #hasSteps(): boolean {
    return this.figure?.y.format === 'step' && this.#ramp !== null;
  }

  get #ramp(): Ramp | null {
    const cell = this.figure?.marks.find(mark => mark.mark === 'cell');
    return cell?.mark === 'cell' ? cell.ramp : null;
  }

  get #nextScale(): ScaleName | null {
    const scales = this.figure?.scales ?? [];
    const here = scales.indexOf(this.scale ?? scales[0] ?? 'linear');
    return scales.length < 2 ? null : (scales[(here + 1) % scales.length] ?? null);
  }

  #chooseScale(): void {
    this.dispatchEvent(new CustomEvent('scale', { detail: this.#nextScale, bubbles: true }));
  }

  #paintRamp(): void {
    const canvas = this.querySelector<HTMLCanvasElement>('.scale canvas');
    if (canvas !== null && this.#ramp !== null) paintRamp(canvas, this.#ramp, currentTheme());
  }
}

/** Tables that a figure shows. */
function namesOf({ marks, readout, shown }: Figure): string[] {
  const lines = 'lines' in shown ? shown.lines : [shown];
  const data = [...marks, ...lines, ...(readout?.values ?? [])];
  return data.flatMap(part => ('data' in part ? [part.data] : []));
}

const scaleWords: Readonly<Record<ScaleName, string>> = {
  linear: 'Linear axis',
  log: 'Logarithmic axis',
  symlog: 'Logarithmic axis on both sides of zero',
  ordinal: 'Axis of categories',
  block: 'Axis of blocks',
  time: 'Axis of time',
};

customElements.define('reslab-figure', FigureView);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-figure': FigureView;
  }
}
