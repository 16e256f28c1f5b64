import { html, type TemplateResult } from 'lit';
import type { CurveAxis, Line } from '../../../src/protocol/index.ts';
import { formatCount, formatDuration, formatShare, formatValue } from '../../../src/base/index.ts';
import { swatch } from '../../base/swatch.ts';
import { nearestIndices } from '../../charts/core/lines.ts';
import type { Quantity } from '../viewState.ts';
import type { CurveSet } from './groups.ts';

export interface LegendRow {
  readonly set: CurveSet;
  /** Null: it has nothing to show. */
  readonly line: Line | null;
  readonly isHidden: boolean;
}

export interface LegendOptions {
  readonly quantity: Quantity;
  readonly axis: CurveAxis;
  /** The x pointed at; null: the last values are shown. */
  readonly at: number | null;
  readonly onToggle: (set: CurveSet, isolate: boolean) => void;
  readonly onHover: (set: CurveSet | null) => void;
}

/** The legend is the readout: each run with its sample, where it is, and its value there. */
export function legendTable(rows: readonly LegendRow[], options: LegendOptions): TemplateResult {
  const { quantity, axis, at, onToggle, onHover } = options;
  const where = axis === 'seconds' ? 'time' : axis;
  return html`<div class="legend" tabindex="0" role="region" aria-label="values of the curves">
    <table class="runs">
      <thead>
        <tr>
          <th scope="col"><span class="sr">line</span></th>
          <th scope="col">run</th>
          <th scope="col" class="r">
            <span class="wide">${at === null ? 'last' : 'at'} </span>${where}
          </th>
          <th scope="col" class="r">${quantity}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ set, line, isHidden }) => {
          const point = line === null ? null : pointAt(line, at);
          return html`<tr
            class=${isHidden ? 'off' : ''}
            @mouseenter=${() => onHover(set)}
            @mouseleave=${() => onHover(null)}
          >
            <td class="line">${swatch(set.slot)}</td>
            <td class="name">
              <button
                aria-pressed=${!isHidden}
                title="Click: show or hide. Alt+click: only this one."
                @click=${(event: MouseEvent) => onToggle(set, event.altKey)}
                @focus=${() => onHover(set)}
                @blur=${() => onHover(null)}
              >
                ${set.name}
              </button>
            </td>
            <td class="r num">${point === null ? '' : formatX(point.x, axis)}</td>
            <td class="r num">
              ${point === null ? '' : point.ys.map(y => formatY(y, quantity)).join(' → ')}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** The values recorded nearest to x, two where the line jumps there, or the last one. */
export function pointAt(line: Line, at: number | null): { x: number; ys: number[] } | null {
  const indices = nearestIndices(line, at ?? Infinity);
  const shown = at === null ? indices.slice(-1) : indices;
  const x = line.x[shown[0] ?? -1];
  return x === undefined ? null : { x, ys: shown.map(i => line.y[i] ?? NaN) };
}

function formatX(x: number, axis: CurveAxis): string {
  if (axis === 'seconds') return formatDuration(x);
  return axis === 'step' ? formatCount(x) : formatValue(x);
}

function formatY(y: number, quantity: Quantity): string {
  return quantity === 'accuracy' ? formatShare(y) : formatValue(y);
}
