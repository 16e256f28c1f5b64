import type { PropertyValues } from 'lit';
import type { BlockSelection } from '../../base/context.ts';
import { FigureElement } from '../../base/figure.ts';
import { axisWidth, rightPadding, type Axes, type XAxis, type YAxis } from '../core/axes.ts';
import { drawAxisName, drawLabel, drawVertical } from '../core/draw.ts';
import { PanelGroup } from '../../figures/group.ts';
import { Plot, type PlotCanvas } from '../core/plot.ts';
import { paintDrag } from '../curves/paint.ts';
import { PlotPointer } from '../curves/pointer.ts';
import { pictureOf, type PictureCaption } from '../core/picture.ts';
import type { BlockRow } from '../../../src/figures/index.ts';
import { pickByKey } from '../../figures/pointing/blockKeys.ts';
import {
  rangeWith,
  scaledRange,
  wholeBlocks,
  type BlockRange,
} from '../../figures/pointing/blockRange.ts';
import { stageLabel, tickedBlocks } from './blockTicks.ts';

/** A figure over the block axis: stages, ticks, and the one selection of all figures. */
export abstract class BlockFigure extends FigureElement {
  static override properties = {
    ...FigureElement.properties,
    row: { attribute: false },
    selection: { attribute: false },
    isHeaded: { type: Boolean },
    zoomGroup: { attribute: false },
  };

  declare row: BlockRow | null;
  declare selection: BlockSelection | null;
  /** Labels of stages stand above. */
  declare isHeaded: boolean;
  /** Figures with the same group show the same part of the axis. */
  declare zoomGroup: PanelGroup;

  #drawing: Plot | null = null;
  #pointer: PlotPointer | null = null;
  #pressedAt = 0;
  #unsubscribe: (() => void) | null = null;

  constructor() {
    super();
    this.row = null;
    this.selection = null;
    this.isHeaded = false;
    this.zoomGroup = new PanelGroup();
  }

  protected abstract yAxis(row: BlockRow): YAxis;
  protected abstract paintData(canvas: PlotCanvas, row: BlockRow): void;
  /** The selected block has a tint over its whole width. */
  protected readonly tintsSelection: boolean = true;
  /** Over the lines of the selection. */
  protected paintMarks(_canvas: PlotCanvas, _selected: number | null): void {}
  /** The value at a block, for the caption; empty: none. */
  protected abstract readoutOf(block: number | null): readonly string[];
  /** A click besides selecting the block. */
  protected onPick(_y: number): void {}

  protected get drawing(): Plot | null {
    return this.#drawing;
  }

  /** The selected and the hovered block here. */
  protected get picked(): { readonly selected: number | null; readonly hovered: number | null } {
    const { row, selection } = this;
    return {
      selected: row?.blockAt(selection?.selected ?? null) ?? null,
      hovered: row?.blockAt(selection?.hovered ?? null) ?? null,
    };
  }

  protected override startPlot(plot: HTMLElement): void {
    this.#drawing = new Plot(plot, this.#axes(), {
      paint: canvas => this.#paint(canvas),
      overlay: canvas => this.#overlay(canvas),
    });
    this.#pointer = new PlotPointer(plot, {
      plot: () => this.#drawing,
      point: x => this.#hover(x),
      zoom: range => this.#zoom(range),
      dragged: () => this.#drawing?.repaintOverlay(),
    });
    plot.addEventListener('blur', this.#leave);
    plot.addEventListener('pointerdown', this.#press);
    plot.addEventListener('click', this.#click);
    this.#listen();
  }

  protected override endPlot(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#pointer?.destroy();
    this.plot?.removeEventListener('blur', this.#leave);
    this.plot?.removeEventListener('pointerdown', this.#press);
    this.plot?.removeEventListener('click', this.#click);
    this.#drawing?.destroy();
    this.#drawing = null;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('selection') || changed.has('zoomGroup')) this.#listen();
    // Words beside the plot are nothing new to draw.
    const names = [...changed.keys()].filter(name => name !== 'readout' && name !== 'spoken');
    if (names.length === 0) return;
    this.#drawing?.setAxes(this.#axes());
    this.#say();
  }

  protected override onResize(): void {
    this.#drawing?.setAxes(this.#axes());
  }

  protected override redraw(): void {
    this.#drawing?.repaint();
  }

  /** Lines that the exported picture names below the plot. */
  protected legend(): PictureCaption['legend'] {
    return [];
  }

  protected override async picture(): Promise<Uint8Array | null> {
    const { heading, unit } = this;
    if (this.#drawing === null) return null;
    return pictureOf(this.#drawing, { heading, unit, legend: this.legend() });
  }

  protected override onKey(event: KeyboardEvent): boolean {
    const { row, selection } = this;
    if (row === null || selection === null) return false;
    if (this.#zoomByKey(event.key, row)) return true;
    if (!pickByKey(row, selection, event.key)) return false;
    const { selected, hovered } = this.picked;
    const block = hovered ?? selected;
    if (block !== null && this.zoomGroup.range !== null)
      this.zoomGroup.zoom(rangeWith(row.count, this.#range(), block));
    if (block === null) this.spoken = '';
    else this.spoken = this.readoutOf(block).join('') || `block ${row.nameOf(block)}`;
    return true;
  }

  /** Pixels per block of the plot area. */
  protected get pixelsPerBlock(): number {
    const width = (this.plot?.clientWidth ?? 0) - axisWidth - rightPadding;
    const [from, to] = this.#range();
    return Math.max(0, width) / Math.max(1, to - from);
  }

  #axes(): Axes {
    const { row } = this;
    const none: XAxis = { min: 0, max: 1, name: 'block' };
    if (row === null || row.count === 0) return { x: none, y: { min: 0, max: 1, ticks: [] } };
    const [min, max] = this.#range();
    const ticks = tickedBlocks(row, this.pixelsPerBlock)
      .filter(block => block >= min && block < max)
      .map(block => ({ value: block + 0.5, label: row.nameOf(block).replace(/^.*\./, '') }));
    return {
      x: { min, max, ticks, name: 'block' },
      y: this.yAxis(row),
      top: this.isHeaded ? 18 : 6,
    };
  }

  #paint(canvas: PlotCanvas): void {
    const { row } = this;
    if (row === null) return;
    for (const stage of row.stages) {
      const { left: start, right: end } = canvas.area;
      const left = Math.max(start, canvas.x(stage.from));
      const room = Math.min(end, canvas.x(stage.to)) - left;
      if (room <= 0) continue;
      if (left > start) drawVertical(canvas, left, { colour: canvas.theme.axis });
      if (!this.isHeaded) continue;
      const label = stageLabel(stage, room);
      const look = { colour: canvas.theme.quiet, isBare: true } as const;
      drawLabel(canvas, label, left + 4, canvas.area.top - 8, look);
    }
    this.paintData(canvas, row);
    drawAxisName(canvas);
  }

  #overlay(canvas: PlotCanvas): void {
    const { context, area, theme } = canvas;
    const { min, max } = canvas.axes.x;
    const isShown = (block: number | null) => block !== null && block >= min && block < max;
    const { selected: chosen, hovered: pointed } = this.picked;
    const [selected, hovered] = [chosen, pointed].map(b => (isShown(b) ? b : null));
    if (typeof selected === 'number') {
      const width = canvas.x(1) - canvas.x(0);
      if (width > 5 && this.tintsSelection) {
        context.fillStyle = `rgb(${theme.accent.red} ${theme.accent.green} ${theme.accent.blue} / 0.16)`;
        context.fillRect(canvas.x(selected), area.top, width, area.bottom - area.top);
      }
      drawVertical(canvas, canvas.x(selected + 0.5), { colour: theme.accent, width: 1.25 });
    }
    if (typeof hovered === 'number' && hovered !== selected)
      drawVertical(canvas, canvas.x(hovered + 0.5), { colour: theme.quiet, dash: [2, 2] });
    this.paintMarks(canvas, selected ?? null);
    const drag = this.#pointer?.drag ?? null;
    if (drag !== null && Math.abs(drag.to - drag.from) >= 5) paintDrag(canvas, drag.from, drag.to);
  }

  #listen(): void {
    this.#unsubscribe?.();
    const stops = [
      this.selection?.onChange(() => {
        this.#drawing?.repaintOverlay();
        this.#say();
      }),
      this.zoomGroup.onRange(() => {
        this.isZoomed = this.#range().join() !== `0,${this.row?.count ?? 0}`;
        this.#drawing?.setAxes(this.#axes());
      }),
    ];
    this.#unsubscribe = () => {
      for (const stop of stops) stop?.();
    };
  }

  /** The part of the axis that is shown: whole blocks. */
  #range(): BlockRange {
    const count = this.row?.count ?? 1;
    return wholeBlocks(count, this.zoomGroup.range) ?? [0, count];
  }

  #zoom(range: readonly [number, number] | null): void {
    if (this.row !== null) this.zoomGroup.zoom(wholeBlocks(this.row.count, range));
  }

  protected override resetZoom(): void {
    this.zoomGroup.zoom(null);
  }

  #zoomByKey(key: string, row: BlockRow): boolean {
    const factor = { '+': 0.5, '=': 0.5, '-': 2, '0': Infinity }[key];
    if (factor === undefined) return false;
    const { selected, hovered } = this.picked;
    const around = hovered ?? selected;
    const scaled = scaledRange(row.count, this.#range(), around, factor);
    this.zoomGroup.zoom(factor === Infinity ? null : scaled);
    return true;
  }

  #say(): void {
    const { selected, hovered } = this.picked;
    const readout = this.readoutOf(hovered ?? selected);
    if (readout.join('\0') !== this.readout.join('\0')) this.readout = readout;
  }

  #blockAt(x: number): number | null {
    const { row } = this;
    if (row === null || Number.isNaN(x)) return null;
    const [from, to] = this.#range();
    return Math.min(to - 1, Math.max(from, Math.floor(x)));
  }

  #hover(x: number | null): void {
    const block = x === null ? null : this.#blockAt(x);
    this.selection?.hover(block === null ? null : (this.row?.placeOf(block) ?? null));
  }

  #leave = (): void => this.selection?.hover(null);

  #press = (event: PointerEvent): void => {
    this.#pressedAt = event.clientX;
  };

  #click = (event: MouseEvent): void => {
    const plot = this.#drawing;
    const { left, top } = this.plot?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const x = event.clientX - left;
    // The end of a drag is no click.
    if (plot === null || Math.abs(event.clientX - this.#pressedAt) >= 5) return;
    if (x < plot.area.left || x >= plot.area.right) return;
    const block = this.#blockAt(plot.xAt(x));
    if (block === null) return;
    this.selection?.select(this.row?.placeOf(block) ?? null);
    this.onPick(plot.yAt(event.clientY - top));
  };
}
