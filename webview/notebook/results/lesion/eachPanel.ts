import { formatPoints, formatShare } from '../../../../src/base/index.ts';
import { type BlockRow, onBlocks } from '../../../../src/figures/index.ts';
import type { Panel, PanelLine, PanelReference } from '../../../charts/blocks/panel.ts';
import { lesionAxis } from './lesionAxis.ts';
import type { LesionFacts } from './lesionFacts.ts';
import { worstBlocks } from './sentence.ts';

/** Error without each block, as stems from the intact error; the three worst carry their cost. */
export function eachPanel(facts: LesionFacts, row: BlockRow, slot: number): Panel {
  const { each, intact } = facts;
  const byBlock = new Map(each.map(e => [e.block, e]));
  const values = (of: (e: LesionFacts['each'][number]) => number) =>
    Array.from({ length: row.count }, (_, block) => {
      const entry = byBlock.get(block);
      return entry === undefined ? NaN : of(entry);
    });
  const line = (label: string, numbers: number[], look: PanelLine['look']): PanelLine => ({
    label,
    points: onBlocks(row, numbers),
    look,
    slot,
    hasLine: false,
  });
  const mean = line(
    facts.runs > 1 ? 'mean error' : 'error',
    values(e => e.mean),
    'measured',
  );
  const runs = facts.runs > 1 ? Array.from({ length: facts.runs }, (_, run) => run) : [];
  return {
    y: lesionAxis(facts),
    lines: [
      Number.isFinite(intact) ? { ...mean, stems: intact } : mean,
      ...runs.map(run =>
        line(
          `run ${run + 1}`,
          values(e => e.errors[run] ?? NaN),
          'other',
        ),
      ),
    ],
    references: lesionReferences(facts, slot, { intact: true, chance: false }),
    notes: worstBlocks(facts).map(e => ({
      x: e.block + 0.5,
      y: e.mean,
      text: formatPoints(e.cost),
    })),
    readout: block => {
      const entry = byBlock.get(block);
      if (entry === undefined) return [];
      return [`without ${row.nameOf(block)} `, formatShare(entry.mean)];
    },
    table: () => ({
      columns: [
        'block removed',
        'error',
        'above intact',
        ...runs.map(run => `error of run ${run + 1}`),
      ],
      rows: each.map(e => [
        row.nameOf(e.block),
        e.mean,
        e.cost,
        ...runs.map(r => e.errors[r] ?? null),
      ]),
    }),
  };
}

/** The intact error and that of guessing. */
export function lesionReferences(
  { intact, chance }: LesionFacts,
  slot: number,
  labelled: { readonly intact: boolean; readonly chance: boolean },
): PanelReference[] {
  const lines: PanelReference[] = [];
  if (Number.isFinite(intact)) {
    const label = labelled.intact ? `intact ${formatShare(intact)}` : undefined;
    lines.push({ y: intact, slot, isBelow: true, ...(label && { label }) });
  }
  if (chance !== null)
    lines.push({
      y: chance,
      slot: null,
      dash: [2, 3],
      ...(labelled.chance && { label: 'chance', isLeft: true }),
    });
  return lines;
}
