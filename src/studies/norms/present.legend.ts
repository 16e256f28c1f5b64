import { formatCount } from '../../base/index.ts';
import type { LegendRow } from '../../figures/index.ts';
import type { NormsInput } from './present.panels.ts';

/** What is measured, and what of the theory is drawn, which can be hidden. */
export function normsLegend(
  { view, mean, others, delta }: NormsInput,
  source: 'measured' | 'recorded',
  factor: number,
): LegendRow[] {
  const { slot, theory, examples } = view;
  const row = (id: string, label: string, look: LegendRow['look'], of: number | null) => ({
    ...{ id, label, look, slot: of },
    values: [],
  });
  const words = `${source}${examples === null ? '' : ` on ${formatCount(examples)} examples`}`;
  const times = factor === 1 ? '' : `${factor}·`;
  return [
    row('front', mean === null ? words : `${view.label}, ${words}`, 'main', slot),
    ...(mean === null
      ? []
      : [row('range', `from the smallest to the largest of ${others.length} runs`, 'line', slot)]),
    ...(theory === null ? [] : [row('theory', `theory: ${theory.label} (1/d)`, 'theory', null)]),
    row('band', `theory: 1 ± δ, δ = ${times}log(2L)/L = ${delta.toFixed(3)}`, 'theory', null),
  ];
}
