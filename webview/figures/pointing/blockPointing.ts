import {
  BlockRow,
  cssColour,
  lowerBound,
  pixelOf,
  valueAt,
  type BlockAxis,
  type Panel,
  type ReadValue,
} from '../../../src/figures/index.ts';
import { colourOf, strokeSegment, type Canvas } from '../paint/draw.ts';
import { pickByKey } from './blockKeys.ts';
import { rangeWith, scaledRange, wholeBlocks, type BlockRange } from './blockRange.ts';
import { isInside, type PlotPlace, type PointedFigure, type Pointing } from './pointing.ts';
import { readoutParts, type Parts } from './readout.ts';
import { pointsOf } from './shown.ts';

/** Over blocks: the one selection of all figures, which survives growth. */
export class BlockPointing implements Pointing {
  readonly #figure: PointedFigure;
  #known: BlockRow | null = null;

  constructor(figure: PointedFigure) {
    this.#figure = figure;
  }

  /** Whole blocks; null: all. */
  get range(): readonly [number, number] | null {
    return wholeBlocks(this.#row.count, this.#figure.group.range);
  }

  point(place: PlotPlace | null): void {
    const block = place === null ? null : this.#blockAt(place);
    this.#figure.selection?.hover(block === null ? null : this.#row.placeOf(block));
  }

  click(place: PlotPlace): void {
    const block = this.#blockAt(place);
    if (block === null) return;
    this.#figure.selection?.select(this.#row.placeOf(block));
    this.#figure.picked(valueAt(place.panel.y, place.y));
  }

  zoom(range: readonly [number, number] | null): void {
    this.#figure.group.zoom(wholeBlocks(this.#row.count, range));
  }

  listen(): () => void {
    const { group, selection } = this.#figure;
    const stops = [
      selection?.onChange(() => this.#figure.moved()),
      group.onRange(() => this.#figure.zoomed()),
    ];
    return () => {
      for (const stop of stops) stop?.();
    };
  }

  readout(): Parts {
    const { shown } = this.#figure;
    const { selected, hovered } = this.#picked;
    const block = hovered ?? selected;
    if (shown === null || block === null) return [];
    const xs = (value: ReadValue) => shown.tables[value.data]?.columns[value.x] ?? [];
    const isBetween = (value: ReadValue) => xs(value)[0] === 0;
    const at = (value: ReadValue) => {
      if (!isBetween(value)) return block + 0.5;
      // Behind the block; in a network of another depth behind the one in its place.
      const places = Float64Array.from(xs(value), Number);
      return places[lowerBound(places, block + 0.5)] ?? null;
    };
    const name = this.#row.nameOf(block);
    return readoutParts(shown, at, value => (isBetween(value) ? `after ${name}` : name));
  }

  key(key: string): boolean {
    const { selection, group } = this.#figure;
    if (selection === null) return false;
    const factor = { '+': 0.5, '=': 0.5, '-': 2, '0': Infinity }[key];
    const { selected, hovered } = this.#picked;
    if (factor !== undefined) {
      const around = hovered ?? selected;
      const scaled = scaledRange(this.#row.count, this.#whole, around, factor);
      group.zoom(factor === Infinity ? null : scaled);
      return true;
    }
    if (!pickByKey(this.#row, selection, key)) return false;
    const block = this.#picked.hovered ?? this.#picked.selected;
    if (block !== null && group.range !== null)
      group.zoom(rangeWith(this.#row.count, this.#whole, block));
    return true;
  }

  paintOver(canvas: Canvas, panel: Panel): void {
    const { context, theme } = canvas;
    const { area, x } = panel;
    const { selected, hovered } = this.#picked;
    const middle = (block: number | null) => (block === null ? NaN : pixelOf(x, block + 0.5));
    const vertical = (at: number, role: 'accent' | 'quiet', width: number, dash: number[]) =>
      strokeSegment(canvas, [at, area.top, at, area.bottom], {
        paint: { role },
        alpha: 1,
        width,
        dash,
      });
    if (selected !== null && isInside(area, middle(selected))) {
      const [left, right] = [pixelOf(x, selected), pixelOf(x, selected + 1)];
      // A tint would change the colours that are read.
      if (right - left > 5 && !this.#hasCells) {
        context.fillStyle = cssColour({ ...theme.accent, alpha: 1 }, 0.16);
        context.fillRect(left, area.top, right - left, area.bottom - area.top);
      }
      vertical(middle(selected), 'accent', 1.25, []);
      this.#paintSelected(canvas, panel, selected);
    }
    if (hovered !== null && hovered !== selected && isInside(area, middle(hovered)))
      vertical(middle(hovered), 'quiet', 1, [2, 2]);
  }

  /** The point of the selected block is filled in the colour of what is selected. */
  #paintSelected({ context, theme }: Canvas, panel: Panel, selected: number): void {
    const { shown } = this.#figure;
    if (shown === null) return;
    const looks = ['main', 'line', 'marked', 'hollow'];
    for (const { series, x, y } of pointsOf(shown, panel)) {
      if (!looks.includes(series.look)) continue;
      const index = lowerBound(x, selected + 0.5);
      const down = pixelOf(panel.y, y[index] ?? NaN);
      const isHere = x[index] === selected + 0.5;
      if (!isHere || !(down >= panel.area.top && down <= panel.area.bottom)) continue;
      context.fillStyle = cssColour(colourOf({ role: 'accent' }, theme));
      context.strokeStyle = cssColour(theme.background);
      context.lineWidth = 1.5;
      context.beginPath();
      context.arc(pixelOf(panel.x, selected + 0.5), down, 4.5, 0, 7);
      context.fill();
      context.stroke();
    }
  }

  get #row(): BlockRow {
    const axis: BlockAxis = this.#figure.shown?.figure.x.blocks ?? { blocks: [], shapes: [] };
    if (this.#known?.axis !== axis) this.#known = new BlockRow(axis);
    return this.#known;
  }

  get #whole(): BlockRange {
    const range = this.range;
    return range === null ? [0, this.#row.count] : [range[0], range[1]];
  }

  get #hasCells(): boolean {
    return this.#figure.shown?.figure.marks.some(mark => mark.mark === 'cell') ?? false;
  }

  get #picked(): { readonly selected: number | null; readonly hovered: number | null } {
    const { selection } = this.#figure;
    return {
      selected: this.#row.blockAt(selection?.selected ?? null),
      hovered: this.#row.blockAt(selection?.hovered ?? null),
    };
  }

  #blockAt({ panel, x }: PlotPlace): number | null {
    const { area } = panel;
    if (!isInside(area, x) || this.#row.count === 0) return null;
    const [from, to] = this.#whole;
    return Math.min(to - 1, Math.max(from, Math.floor(valueAt(panel.x, x))));
  }
}
