import { formatCount } from '../../base/index.ts';
import type { LegendRow } from '../../figures/index.ts';
import type { NormsInput } from './present.panels.ts';

/** Of more blocks lines have no markers. */
const fewBlocks = 40;

/** What is measured, and what of the theory is drawn, which can be hidden. */
export function normsLegend(
  { row, view, mean, others, delta }: NormsInput,
  source: 'measured' | 'recorded',
  factor: number,
): LegendRow[] {
  const { slot, theory, examples } = view;
  const words = `${source}${examples === null ? '' : ` on ${formatCount(examples)} examples`}`;
  const times = factor === 1 ? '' : `${factor}·`;
  const ofRun = { slot, values: [] };
  const ofTheory = { slot: null, look: 'theory', values: [] } as const;
  const rows: LegendRow[] = [
    {
      ...{ id: 'front', label: mean === null ? words : `${view.label}, ${words}` },
      ...{ ...ofRun, look: row.count > fewBlocks ? 'line' : 'main' },
    },
  ];
  if (mean !== null)
    rows.push({
      ...{ id: 'range', label: `from the smallest to the largest of ${others.length} runs` },
      ...{ ...ofRun, look: 'line' },
    });
  if (theory !== null)
    rows.push({ id: 'theory', label: `theory: ${theory.label} (1/d)`, ...ofTheory });
  rows.push({
    ...{ id: 'band', label: `theory: 1 ± δ, δ = ${times}log(2L)/L = ${delta.toFixed(3)}` },
    ...{ ...ofTheory },
  });
  return rows;
}
