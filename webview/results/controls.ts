import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Choice, Figure, ScaleName } from '../../src/figures/index.ts';

/** A choice between a few, one of which holds: arrow keys move between them. */
export function choiceTemplate(choice: Choice, choose: (option: string) => void): TemplateResult {
  const { options, chosen, label } = choice;
  const isOne = options.some(option => option.id === chosen);
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const here = options.findIndex(({ id }) => id === chosen);
    const next = (here + by + options.length) % options.length;
    const buttons = (event.currentTarget as HTMLElement).querySelectorAll('button');
    choose(options[next]?.id ?? chosen);
    buttons[next]?.focus();
  };
  return html`<span class="seg" role="radiogroup" aria-label=${label} @keydown=${move}>
    ${options.map(
      ({ id, label: words, tip }, i) =>
        html`<button
          role="radio"
          aria-checked=${id === chosen}
          tabindex=${id === chosen || (!isOne && i === 0) ? 0 : -1}
          title=${tip ?? nothing}
          @click=${() => choose(id)}
        >
          ${words}
        </button>`,
    )}
  </span>`;
}

/** How far each value of a smoothed line looks back: 0 as recorded, 0.99 over about a hundred batches. */
export function smoothTemplate(
  { label, chosen }: Choice,
  smooth: (factor: number) => void,
): TemplateResult {
  const factor = Number(chosen);
  const fill = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    smooth(Number(input.value) / 100);
  };
  return html`<label class="smooth">
    <span>${label}</span>
    <input
      ${ref(input => {
        if (input instanceof HTMLElement)
          input.style.setProperty('--fill', `${(100 * factor) / 0.99}%`);
      })}
      type="range"
      min="0"
      max="99"
      step="1"
      aria-valuetext=${factor.toFixed(2)}
      .value=${String(Math.round(100 * factor))}
      @change=${fill}
      @input=${fill}
    />
    <output class="num">${Number(factor.toFixed(2))}</output>
  </label>`;
}

/** A box for each figure whose y axis may be logarithmic: `log loss`. */
export function logTemplate(
  figure: Figure,
  scale: ScaleName | undefined,
  choose: (scale: ScaleName) => void,
): TemplateResult | typeof nothing {
  const { scales = [], title } = figure;
  const other = scales.find(name => name !== 'log');
  if (!scales.includes('log') || other === undefined) return nothing;
  const isLog = (scale ?? scales[0]) === 'log';
  return html`<label class="check"
    ><input
      type="checkbox"
      .checked=${isLog}
      @change=${(event: Event) => choose((event.target as HTMLInputElement).checked ? 'log' : other)}
    />log ${title.toLowerCase()}</label
  >`;
}
