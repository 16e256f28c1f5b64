import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { copyPicture, copyVector } from './clipboard.ts';
import { icon } from './icon.ts';
import { openMenu } from './menu.ts';
import { tableTemplate, toCsv, type FigureTable } from './table.ts';
import { onThemeChange } from './theme.ts';

export type ExportFile = (name: string, content: string | Uint8Array) => void;

/**
 * The frame of every figure: caption with readout, tools (reset zoom, table, export), one keyboard
 * stop, and the sentence and the table that stand for the picture. A figure draws into `plot`.
 */
export abstract class FigureElement extends LitElement {
  static override properties = {
    heading: {},
    unit: {},
    label: {},
    plotHeight: { type: Number },
    hasTools: { type: Boolean },
    fileName: {},
    exportFile: { attribute: false },
    readout: { state: true },
    showsTable: { state: true },
    isZoomed: { state: true },
    spoken: { state: true },
  };

  declare heading: string;
  declare unit: string;
  /** What the picture shows, with its last value, for those who do not see it. */
  declare label: string;
  declare plotHeight: number;
  declare hasTools: boolean;
  /** Without extension. */
  declare fileName: string;
  declare exportFile: ExportFile | null;
  /** Words and **values** in turn, at the right of the caption: `['2.4 ', '51.7', ' · theory 56.0']`. */
  declare readout: readonly string[];
  declare showsTable: boolean;
  declare isZoomed: boolean;
  /** Said to screen readers after a key moved something in the figure. */
  declare spoken: string;

  #plot: HTMLElement | null = null;
  #size = new ResizeObserver(() => this.onResize());
  #forgetTheme: (() => void) | null = null;

  constructor() {
    super();
    this.heading = '';
    this.unit = '';
    this.label = '';
    this.plotHeight = 150;
    this.hasTools = true;
    this.fileName = '';
    this.exportFile = null;
    this.readout = [];
    this.showsTable = false;
    this.isZoomed = false;
    this.spoken = '';
  }

  /** Draws the figure for the first time; `plot` is in the page. */
  protected abstract startPlot(plot: HTMLElement): void;
  /** Frees what `startPlot` made. The element may come back to the page and start again. */
  protected abstract endPlot(): void;
  /** The theme changed: everything is drawn anew. */
  protected abstract redraw(): void;
  /** Null where there is nothing to show. */
  protected abstract table(): FigureTable | null;
  /** PNG bytes of the picture at twice the pixels; null where there is none. */
  protected abstract picture(): Promise<Uint8Array | null>;
  /** The picture as SVG; null where there is none. */
  protected vector(): string | null {
    return null;
  }
  protected onResize(): void {}
  protected resetZoom(): void {}
  /** A key inside the figure; true if it meant something. */
  protected onKey(_event: KeyboardEvent): boolean {
    return false;
  }
  /** More buttons before that of the table. */
  protected moreTools(): TemplateResult | typeof nothing {
    return nothing;
  }
  /** More in the caption, such as the scale of a heat map. */
  protected captionExtra(): TemplateResult | typeof nothing {
    return nothing;
  }

  protected get plot(): HTMLElement | null {
    return this.#plot;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('figure');
    this.#forgetTheme = onThemeChange(() => this.redraw());
    if (this.hasUpdated) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetTheme?.();
    this.#size.disconnect();
    if (this.#plot !== null) this.endPlot();
    this.#plot = null;
  }

  override firstUpdated(_changed: PropertyValues): void {
    this.#start();
  }

  #start(): void {
    const plot = this.querySelector<HTMLElement>('.plot');
    if (plot === null || !this.isConnected) return;
    this.#plot = plot;
    this.startPlot(plot);
    this.#size.observe(plot);
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('plotHeight')) this.#plot?.style.setProperty('height', `${this.plotHeight}px`);
    if (changed.has('showsTable') && changed.get('showsTable') !== undefined) this.#swap();
  }

  override render(): TemplateResult {
    const table = this.showsTable ? this.table() : null;
    return html`<figure class="fig">
      <figcaption>
        <span class="t">${this.heading}</span>
        <span class="u">${this.unit}</span>
        ${this.captionExtra()}
        <span class="readout num ${this.hasTools ? 'moves' : ''}">
          ${this.readout.map((part, i) => (i % 2 === 1 ? html`<b>${part}</b>` : part))}
        </span>
      </figcaption>
      ${this.hasTools ? this.#tools() : nothing}
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-roledescription="figure"
        aria-label=${this.label || this.heading}
        ?hidden=${this.showsTable}
        @keydown=${this.#key}
      ></div>
      <span class="sr" role="status">${this.spoken}</span>
      ${
        table === null
          ? nothing
          : html`<div class="figtable" @keydown=${this.#key}>
              ${tableTemplate(table, this.heading)}
            </div>`
      }
    </figure>`;
  }

  protected tool(name: string, label: string, act: (event: Event) => void, pressed?: boolean) {
    return html`<button
      class="tool"
      title=${label}
      aria-label=${`${label}: ${this.heading}`}
      aria-pressed=${pressed ?? nothing}
      tabindex="-1"
      @click=${act}
    >
      ${icon(name)}
    </button>`;
  }

  #tools(): TemplateResult {
    return html`<div class="figtools" role="toolbar" aria-label=${`Actions of ${this.heading}`}>
      ${this.isZoomed ? this.tool('zoom-out', 'Reset zoom (0)', () => this.resetZoom()) : nothing}
      ${this.moreTools()}
      ${this.tool('table', 'Show as table (t)', () => this.#toggleTable(), this.showsTable)}
      ${this.tool('export', 'Copy or export', this.#openExports)}
    </div>`;
  }

  #openExports = (event: Event): void => {
    const below = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const hasVector = this.vector() !== null;
    const item = (label: string, name: string, hint: string, run: () => void) => ({
      label,
      icon: name,
      hint,
      run,
    });
    openMenu(
      this.heading,
      [
        item('Copy as PNG', 'copy', 'c', () => void this.copyPng()),
        ...(hasVector ? [item('Copy as SVG', 'copy', 'Shift+C', () => void this.copySvg())] : []),
        item('Export PNG', 'file-media', 'Shift+E', () => void this.exportPng()),
        ...(hasVector ? [item('Export SVG', 'file-code', 'v', () => this.exportSvg())] : []),
        item('Export CSV', 'table', 'e', () => this.exportCsv()),
      ],
      below,
    );
  };

  async exportPng(): Promise<void> {
    const bytes = await this.picture();
    if (bytes !== null) this.exportFile?.(this.#file('png'), bytes);
  }

  exportSvg(): void {
    const text = this.vector();
    if (text !== null) this.exportFile?.(this.#file('svg'), text);
  }

  /** Where the clipboard takes no pictures, a file is offered. */
  async copyPng(): Promise<void> {
    const bytes = await this.picture();
    if (bytes === null) return;
    if (await copyPicture(bytes)) this.spoken = 'Copied as PNG.';
    else this.exportFile?.(this.#file('png'), bytes);
  }

  async copySvg(): Promise<void> {
    const text = this.vector();
    if (text === null) return;
    if (await copyVector(text)) this.spoken = 'Copied as SVG.';
    else this.exportFile?.(this.#file('svg'), text);
  }

  #file(extension: string): string {
    return `${this.fileName || this.heading}.${extension}`;
  }

  exportCsv(): void {
    const table = this.table();
    if (table !== null) this.exportFile?.(this.#file('csv'), toCsv(table));
  }

  #toggleTable(): void {
    this.showsTable = !this.showsTable;
  }

  /** The focus goes with what is shown. */
  #swap(): void {
    const target = this.showsTable ? this.querySelector<HTMLElement>('.tablewrap') : this.#plot;
    if (this.contains(document.activeElement) || document.activeElement === document.body)
      target?.focus({ preventScroll: true });
  }

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 't') this.#toggleTable();
    else if (event.key === 'Escape' && this.showsTable) this.#toggleTable();
    else if (event.key === 'e') this.exportCsv();
    else if (event.key === 'E') void this.exportPng();
    else if (event.key === 'v') this.exportSvg();
    else if (event.key === 'c') void this.copyPng();
    else if (event.key === 'C') void this.copySvg();
    else if (this.showsTable || !this.onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
