import type { PropertyValues } from 'lit';
import type { BlockSelection } from '../../base/context.ts';
import { FigureElement } from '../../base/figure.ts';
import { axisWidth, rightPadding, type Axes, type XAxis, type YAxis } from '../core/axes.ts';
import { drawAxisName, drawLabel, drawVertical } from '../core/draw.ts';
import { Plot, type PlotCanvas } from '../core/plot.ts';
import { pictureOf, type PictureCaption } from '../core/picture.ts';
import { blockByKey, type BlockRow } from './blockAxis.ts';
import { stageLabel, tickedBlocks } from './blockTicks.ts';

/** A figure over the block axis: stages, ticks, and the one selection of all figures. */
export abstract class BlockFigure extends FigureElement {
  static override properties = {
    ...FigureElement.properties,
    row: { attribute: false },
    selection: { attribute: false },
    isHeaded: { type: Boolean },
  };

  declare row: BlockRow | null;
  declare selection: BlockSelection | null;
  /** Labels of stages stand above. */
  declare isHeaded: boolean;

  #drawing: Plot | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor() {
    super();
    this.row = null;
    this.selection = null;
    this.isHeaded = false;
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
    plot.addEventListener('pointermove', this.#move);
    plot.addEventListener('pointerleave', this.#leave);
    plot.addEventListener('blur', this.#leave);
    plot.addEventListener('click', this.#click);
    this.#listen();
  }

  protected override endPlot(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    const plot = this.plot;
    plot?.removeEventListener('pointermove', this.#move);
    plot?.removeEventListener('pointerleave', this.#leave);
    plot?.removeEventListener('blur', this.#leave);
    plot?.removeEventListener('click', this.#click);
    this.#drawing?.destroy();
    this.#drawing = null;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('selection')) this.#listen();
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
    if (!pickByKey(row, selection, event.key)) return false;
    const { selected, hovered } = this.picked;
    const block = hovered ?? selected;
    if (block === null) this.spoken = '';
    else this.spoken = this.readoutOf(block).join('') || `block ${row.nameOf(block)}`;
    return true;
  }

  /** Pixels per block of the plot area. */
  protected get pixelsPerBlock(): number {
    const width = (this.plot?.clientWidth ?? 0) - axisWidth - rightPadding;
    return Math.max(0, width) / Math.max(1, this.row?.count ?? 1);
  }

  #axes(): Axes {
    const { row } = this;
    const none: XAxis = { min: 0, max: 1, name: 'block' };
    if (row === null || row.count === 0) return { x: none, y: { min: 0, max: 1, ticks: [] } };
    const ticks = tickedBlocks(row, this.pixelsPerBlock).map(block => ({
      value: block + 0.5,
      label: row.nameOf(block).replace(/^.*\./, ''),
    }));
    return {
      x: { min: 0, max: row.count, ticks, name: 'block' },
      y: this.yAxis(row),
      top: this.isHeaded ? 18 : 6,
    };
  }

  #paint(canvas: PlotCanvas): void {
    const { row } = this;
    if (row === null) return;
    for (const stage of row.stages) {
      const left = canvas.x(stage.from);
      if (stage.index > 0) drawVertical(canvas, left, { colour: canvas.theme.axis });
      if (!this.isHeaded) continue;
      const label = stageLabel(stage, canvas.x(stage.to) - left);
      const look = { colour: canvas.theme.quiet, isBare: true } as const;
      drawLabel(canvas, label, left + 4, canvas.area.top - 8, look);
    }
    this.paintData(canvas, row);
    drawAxisName(canvas);
  }

  #overlay(canvas: PlotCanvas): void {
    const { selected, hovered } = this.picked;
    const { context, area, theme } = canvas;
    if (selected !== null) {
      const width = canvas.x(1) - canvas.x(0);
      if (width > 5 && this.tintsSelection) {
        context.fillStyle = `rgb(${theme.accent.red} ${theme.accent.green} ${theme.accent.blue} / 0.16)`;
        context.fillRect(canvas.x(selected), area.top, width, area.bottom - area.top);
      }
      drawVertical(canvas, canvas.x(selected + 0.5), { colour: theme.accent, width: 1.25 });
    }
    if (hovered !== null && hovered !== selected)
      drawVertical(canvas, canvas.x(hovered + 0.5), { colour: theme.quiet, dash: [2, 2] });
    this.paintMarks(canvas, selected);
  }

  #listen(): void {
    this.#unsubscribe?.();
    this.#unsubscribe =
      this.selection?.onChange(() => {
        this.#drawing?.repaintOverlay();
        this.#say();
      }) ?? null;
  }

  #say(): void {
    const { selected, hovered } = this.picked;
    const readout = this.readoutOf(hovered ?? selected);
    if (readout.join('\0') !== this.readout.join('\0')) this.readout = readout;
  }

  #blockUnder(event: MouseEvent): number | null {
    const { row } = this;
    const plot = this.#drawing;
    if (row === null || plot === null) return null;
    const { left } = this.plot?.getBoundingClientRect() ?? { left: 0 };
    const x = event.clientX - left;
    if (x < plot.area.left || x >= plot.area.right) return null;
    return Math.min(row.count - 1, Math.max(0, Math.floor(plot.xAt(x))));
  }

  #move = (event: PointerEvent): void => {
    const block = this.#blockUnder(event);
    this.selection?.hover(block === null ? null : (this.row?.placeOf(block) ?? null));
  };

  #leave = (): void => this.selection?.hover(null);

  #click = (event: MouseEvent): void => {
    const block = this.#blockUnder(event);
    if (block === null) return;
    this.selection?.select(this.row?.placeOf(block) ?? null);
    const { top } = this.plot?.getBoundingClientRect() ?? { top: 0 };
    this.onPick(this.#drawing?.yAt(event.clientY - top) ?? NaN);
  };
}

/** Keys of figures over blocks: arrows move, Enter selects, Escape lets go. */
export function pickByKey(row: BlockRow, selection: BlockSelection, key: string): boolean {
  if (key === 'Escape') {
    if (selection.selected === null && selection.hovered === null) return false;
    selection.hover(null);
    selection.select(null);
    return true;
  }
  const here = row.blockAt(selection.hovered ?? selection.selected);
  if (key === 'Enter') {
    if (here !== null) selection.select(row.placeOf(here));
    return here !== null;
  }
  const next = blockByKey(row, here, key);
  if (next === null) return false;
  selection.hover(row.placeOf(next));
  return true;
}
