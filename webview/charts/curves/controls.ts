import { html, type TemplateResult } from 'lit';
import type { CurveAxis } from '../../../src/protocol/index.ts';

export interface AxisChoice {
  readonly axis: CurveAxis;
  readonly isLog: boolean;
  readonly setAxis: (axis: CurveAxis) => void;
  readonly setLog: (isLog: boolean) => void;
}

const axes: readonly (readonly [CurveAxis, string])[] = [
  ['step', 'step'],
  ['epoch', 'epoch'],
  ['seconds', 'time'],
];

/** What the curves are drawn over, and whether the loss is logarithmic. */
export function axisControl({ axis, isLog, setAxis, setLog }: AxisChoice): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const here = axes.findIndex(([id]) => id === axis);
    const next = axes[(here + by + axes.length) % axes.length];
    if (next === undefined) return;
    const buttons = (event.currentTarget as HTMLElement).querySelectorAll('button');
    setAxis(next[0]);
    buttons[axes.indexOf(next)]?.focus();
  };
  return html`<div class="controls">
    <span class="seg" role="radiogroup" aria-label="x axis" @keydown=${move}>
      ${axes.map(
        ([id, name]) =>
          html`<button
            role="radio"
            aria-checked=${id === axis}
            tabindex=${id === axis ? 0 : -1}
            @click=${() => setAxis(id)}
          >
            ${name}
          </button>`,
      )}
    </span>
    <label class="check"
      ><input
        type="checkbox"
        .checked=${isLog}
        @change=${(e: Event) => setLog((e.target as HTMLInputElement).checked)}
      />log loss</label
    >
  </div>`;
}
