import { html, nothing, type TemplateResult } from 'lit';
import type { CurveGroup, CurvesData, RunCurves } from '../../../../src/protocol/index.ts';
import { formatCount, formatShort, formatValue } from '../../../../src/base/index.ts';
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

/** What is planned in words, beside its picture. */
export function planSentence(group: CurveGroup | undefined): TemplateResult | typeof nothing {
  const run = group?.runs[0];
  const rate = run?.plan?.rate.y;
  if (run === undefined || rate === undefined || rate.length === 0) return nothing;
  const [first, last] = [rate[0] ?? 0, rate.at(-1) ?? 0];
  const words =
    first === last
      ? `The rate stays at ${formatValue(first)}.`
      : `The rate goes from ${formatValue(first)} to ${formatValue(last)}.`;
  return html`<p class="say q">${[words, ...growthWords(run)].join(' ')}</p>`;
}

function growthWords({ events, plan }: RunCurves): string[] {
  const growths = events.filter(event => event.event === 'growth');
  if (growths.length === 0) return [];
  const count = (blocks: readonly number[]) => blocks.reduce((sum, n) => sum + n, 0);
  const steps = growths.map(
    ({ step, from, to }) =>
      `at step ${formatCount(step)} the ${count(from)} blocks become ${count(to)}`,
  );
  const work = plan?.work?.y;
  const cost =
    work === undefined
      ? ''
      : `, and an image costs ${formatShort(work[0] ?? 0)} multiply-adds before and ${formatShort(work.at(-1) ?? 0)} at the end`;
  const text = steps.join(', ');
  return [`${text.charAt(0).toUpperCase()}${text.slice(1)}${cost}.`];
}
