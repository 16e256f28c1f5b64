import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { formatCount } from '../../src/base/index.ts';
import { icon } from '../base/icon.ts';

/** Recorded steps per second while it plays. */
const pace = 8;

/**
 * A slider over recorded steps, `<reslab-stepper>`. The event `step` tells the chosen one; null: the
 * newest, and follow.
 */
export class Stepper extends LitElement {
  static override properties = {
    steps: { attribute: false },
    step: { attribute: false },
    isFollowing: { type: Boolean },
    isLive: { type: Boolean },
    planned: { type: Number },
    playing: { state: true },
  };

  /** Ascending. */
  declare steps: Int32Array;
  /** The step that is shown. */
  declare step: number;
  declare isFollowing: boolean;
  declare isLive: boolean;
  /** 0: not known. */
  declare planned: number;
  declare playing: boolean;

  #timer: ReturnType<typeof setInterval> | null = null;

  constructor() {
    super();
    this.steps = new Int32Array(0);
    this.step = 0;
    this.isFollowing = true;
    this.isLive = false;
    this.planned = 0;
    this.playing = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pause();
  }

  /** So many recorded steps on; past the last one it follows. */
  move(by: number): void {
    const last = this.steps.length - 1;
    const to = Math.max(0, this.#index + by);
    if (to >= last && this.isLive && by > 0) this.#tell(null);
    else this.#tell(this.steps[Math.min(last, to)] ?? null);
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('steps') && !changed.has('step')) return;
    const input = this.querySelector('input');
    const last = Math.max(1, this.steps.length - 1);
    input?.style.setProperty('--fill', `${(100 * this.#index) / last}%`);
  }

  override render(): TemplateResult {
    const of = this.planned > 0 ? ` of ${formatCount(this.planned)}` : '';
    const words = this.playing ? 'Pause' : 'Play the steps';
    return html`<div class="controls">
      <div class="stepper">
        <button
          class="tool"
          title=${words}
          aria-label=${words}
          ?disabled=${this.steps.length < 2}
          @click=${() => (this.playing ? this.#pause() : this.#play())}
        >
          ${icon(this.playing ? 'debug-pause' : 'debug-start')}
        </button>
        <input
          type="range"
          aria-label="recorded step"
          aria-valuetext=${`step ${this.step}${of}`}
          min="0"
          max=${Math.max(0, this.steps.length - 1)}
          .value=${String(this.#index)}
          @input=${this.#slide}
        />
        <output class="num">step <b>${formatCount(this.step)}</b>${of}</output>
      </div>
      ${
        this.isLive
          ? html`<button
              class="tool"
              title="Follow the newest step"
              aria-pressed=${this.isFollowing}
              @click=${() => this.#tell(this.isFollowing ? this.step : null)}
            >
              ${icon('record-small')}follow
            </button>`
          : nothing
      }
    </div>`;
  }

  get #index(): number {
    const { steps, step } = this;
    let index = steps.length - 1;
    while (index > 0 && (steps[index] ?? 0) > step) index--;
    return Math.max(0, index);
  }

  #slide = (event: Event): void => {
    this.#pause();
    const index = Number((event.target as HTMLInputElement).value);
    const isLast = index === this.steps.length - 1;
    this.#tell(isLast && this.isLive ? null : (this.steps[index] ?? null));
  };

  #play(): void {
    this.playing = true;
    if (this.#index >= this.steps.length - 1) this.#tell(this.steps[0] ?? null);
    this.#timer = setInterval(() => {
      if (this.#index >= this.steps.length - 1) return this.#pause();
      this.move(1);
    }, 1000 / pace);
  }

  #pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.playing = false;
  }

  #tell(step: number | null): void {
    this.dispatchEvent(new CustomEvent('step', { detail: step, bubbles: true }));
  }
}

customElements.define('reslab-stepper', Stepper);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-stepper': Stepper;
  }
}
