import { nothing, render, svg, type PropertyValues, type TemplateResult } from 'lit';
import type { BlockSelection } from '../base/context.ts';
import { FigureElement } from '../base/figure.ts';
import type { FigureTable } from '../base/table.ts';
import { pickByKey } from '../figures/pointing/blockKeys.ts';
import { blockParts, type DiagramNetwork } from './diagramChain.ts';
import { drawDiagram, type DiagramDrawing } from './diagramDrawing.ts';
import { diagramWindow, overviewX, zoomed, type DiagramWindow } from './diagramLevel.ts';
import { box, round, type DiagramPart } from './diagramParts.ts';
import { diagramPicture } from './diagramPicture.ts';
import { DiagramPointer, type PointedDiagram } from './diagramPointer.ts';

/** The network as one straight stream with a side branch for each block; `<reslab-diagram>`. */
export class DiagramFigure extends FigureElement {
  static override properties = {
    ...FigureElement.properties,
    network: { attribute: false },
    selection: { attribute: false },
    describe: { attribute: false },
    asTable: { attribute: false },
  };

  declare network: DiagramNetwork | null;
  declare selection: BlockSelection | null;
  /** What the keys say of a block. */
  declare describe: (block: number) => string;
  declare asTable: () => FigureTable | null;

  #zoom = 0;
  /** Block in the middle of the lens. */
  #centre = 0;
  #width = 0;
  #window: DiagramWindow | null = null;
  #drawing: DiagramDrawing | null = null;
  #unsubscribe: (() => void) | null = null;
  #pointer: DiagramPointer | null = null;

  constructor() {
    super();
    this.network = null;
    this.selection = null;
    this.describe = () => '';
    this.asTable = () => null;
  }

  protected override startPlot(plot: HTMLElement): void {
    this.#pointer = new DiagramPointer(plot, {
      shown: () => this.#shown,
      moveLens: centre => {
        this.#centre = centre;
        this.#draw();
      },
      zoom: (step, block) => this.#zoomBy(step, block),
      resetZoom: () => this.#setZoom(0),
    });
    this.#listen();
    this.#draw();
  }

  protected override endPlot(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#pointer?.end();
    this.#pointer = null;
    if (this.plot !== null) render(nothing, this.plot);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('selection')) this.#listen();
    if (changed.has('network')) this.#draw();
  }

  protected override onResize(): void {
    if (this.plot?.clientWidth !== this.#width) this.#draw();
  }

  protected override redraw(): void {}

  protected override table(): FigureTable | null {
    return this.asTable();
  }

  protected override async picture(): Promise<Uint8Array | null> {
    return this.#drawing === null ? null : diagramPicture(this.#drawing);
  }

  protected override resetZoom(): void {
    this.#setZoom(0);
  }

  protected override onKey({ key }: KeyboardEvent): boolean {
    const { network, selection } = this;
    if (network === null || selection === null) return false;
    const step = { '+': 1, '=': 1, '-': -1, '0': 0 }[key];
    if (step !== undefined) {
      this.#zoomBy(step, network.row.blockAt(selection.hovered ?? selection.selected));
      return true;
    }
    if (!pickByKey(network.row, selection, key)) return false;
    const block = network.row.blockAt(selection.hovered ?? selection.selected);
    if (block !== null) this.#show(block);
    this.spoken = block === null ? '' : this.describe(block);
    return true;
  }

  get #shown(): PointedDiagram | null {
    const { network, selection } = this;
    const [drawing, window] = [this.#drawing, this.#window];
    if (network === null || selection === null || drawing === null || window === null) return null;
    return { network, selection, drawing, window, centre: this.#centre };
  }

  /** In (1), out (-1) or back (0), around a block. */
  #zoomBy(step: number, block: number | null): void {
    const row = this.network?.row;
    if (row === undefined) return;
    this.#centre = block ?? this.#centre;
    this.#setZoom(step === 0 ? 0 : zoomed(row, this.#width, this.#zoom, step));
  }

  #setZoom(zoom: number): void {
    this.#zoom = zoom;
    this.isZoomed = zoom !== 0;
    this.#draw();
  }

  /** Moves the lens so that the block is in it. */
  #show(block: number): void {
    const window = this.#window;
    if (window === null || (block >= window.from && block < window.to)) return;
    this.#centre = block;
    this.#draw();
  }

  #listen(): void {
    this.#unsubscribe?.();
    let last = this.selection?.selected ?? null;
    this.#unsubscribe =
      this.selection?.onChange(() => {
        const selected = this.selection?.selected ?? null;
        const block = this.network?.row.blockAt(selected) ?? null;
        if (selected !== last && block !== null) this.#show(block);
        last = selected;
        this.#paint();
      }) ?? null;
    const block = this.network?.row.blockAt(last) ?? null;
    if (block !== null) this.#centre = block;
  }

  #draw(): void {
    const { network, plot } = this;
    if (network === null || plot === null || plot.clientWidth === 0 || network.row.count === 0)
      return;
    this.#width = plot.clientWidth;
    const width = Math.max(280, this.#width);
    this.#window = diagramWindow(network.row, width, this.#zoom, this.#centre);
    this.#drawing = drawDiagram(network, width, this.#window);
    this.plotHeight = this.#drawing.height;
    this.#paint();
  }

  /** The drawing, and over it what is selected and hovered. */
  #paint(): void {
    const { plot } = this;
    const drawing = this.#drawing;
    if (plot === null || drawing === null) return;
    const { width, height, parts } = drawing;
    render(
      svg`<svg class="diagram" viewBox=${`0 0 ${width} ${height}`} height=${height} aria-hidden="true">
        ${parts.map(partTemplate)}
        ${this.#highlight('hovered', 'hov')}${this.#highlight('selected', 'sel')}
      </svg>`,
      plot,
    );
  }

  #highlight(which: 'hovered' | 'selected', name: string): TemplateResult | typeof nothing {
    const { network, selection } = this;
    const [drawing, window] = [this.#drawing, this.#window];
    const block = network?.row.blockAt(selection?.[which] ?? null) ?? null;
    if (network === null || drawing === null || window === null || block === null) return nothing;
    const isShown = block >= window.from && block < window.to;
    const parts = isShown ? blockParts(network, block, drawing.chain) : [];
    const cursor = drawing.lens === null ? nothing : this.#cursor(block, which);
    return svg`<g class=${`b ${name}`}>${cursor}${parts.map(partTemplate)}</g>`;
  }

  /** Where a block is in the overview above the lens. */
  #cursor(block: number, which: 'hovered' | 'selected'): TemplateResult | typeof nothing {
    const [drawing, window, network] = [this.#drawing, this.#window, this.network];
    if (drawing?.lens === null || drawing === null || window === null || network === null)
      return nothing;
    const x = overviewX(network.row, window.slot, block);
    const bottom = drawing.lens.bottom;
    const middle = round(x + window.slot / 2);
    const width = Math.max(2, Math.min(4, window.slot));
    if (which === 'selected')
      return svg`<path class="cursor" d=${box(middle - width / 2, 16, width, bottom - 12)} />`;
    return svg`<path class="branch" stroke-dasharray="2 2" d=${`M${middle} 16V${bottom + 4}`} />`;
  }
}

customElements.define('reslab-diagram', DiagramFigure);

function partTemplate(part: DiagramPart): TemplateResult {
  if (part.part === 'text')
    return svg`<text x=${part.x} y=${part.y} text-anchor=${part.anchor} class=${part.strong ? 'strong' : ''}>${part.text}</text>`;
  return svg`<path class=${part.look} d=${part.d} stroke-width=${part.width ?? nothing} />`;
}

declare global {
  interface HTMLElementTagNameMap {
    'reslab-diagram': DiagramFigure;
  }
}
