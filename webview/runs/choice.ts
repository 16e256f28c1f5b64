import { html, type TemplateResult } from 'lit';

/** One of a few words, as a row of radio buttons; arrows move. */
export function choice<T extends string>(
  label: string,
  values: readonly T[],
  chosen: T,
  nameOf: (value: T) => string,
  onChoose: (value: T) => void,
): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = values[(values.indexOf(chosen) + by + values.length) % values.length];
    if (next === undefined) return;
    onChoose(next);
    const group = event.currentTarget as HTMLElement;
    group.querySelectorAll('button')[values.indexOf(next)]?.focus();
  };
  return html`<span class="seg" role="radiogroup" aria-label=${label} @keydown=${move}>
    ${values.map(
      value =>
        html`<button
          role="radio"
          aria-checked=${value === chosen}
          tabindex=${value === chosen ? 0 : -1}
          @click=${() => onChoose(value)}
        >
          ${nameOf(value)}
        </button>`,
    )}
  </span>`;
}
