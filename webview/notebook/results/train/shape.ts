import { html, nothing, type TemplateResult } from 'lit';
import type { CurveGroup, CurvesData } from '../../../../src/protocol/index.ts';
import { formatValue } from '../../../base/format.ts';
import { requestIndex } from './requests.ts';

/** A loss over three powers of ten or more is unreadable on a linear axis. */
const linearFactor = 1000;

export function needsLog({ groups }: CurvesData): boolean {
  let [low, high] = [Infinity, 0];
  const index = requestIndex('loss', 'train', false);
  for (const group of groups)
    for (const run of group.runs)
      for (const v of run.lines[index]?.y ?? [])
        if (v > 0 && v < Infinity) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return high > low * linearFactor && high > 100;
}

/** The planned rate in words, beside its picture. */
export function planSentence(group: CurveGroup | undefined): TemplateResult | typeof nothing {
  const rate = group?.runs[0]?.plan?.rate.y;
  if (rate === undefined || rate.length === 0) return nothing;
  const [first, last] = [rate[0] ?? 0, rate.at(-1) ?? 0];
  const words =
    first === last
      ? `The rate stays at ${formatValue(first)}.`
      : `The rate goes from ${formatValue(first)} to ${formatValue(last)}.`;
  return html`<p class="say q">${words}</p>`;
}
