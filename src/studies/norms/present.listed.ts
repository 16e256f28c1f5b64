import { type ListedTable, type Table, tableOf } from '../../figures/index.ts';
import type { NormsView } from './present.view.ts';

/** Norms in front of each block and behind the last: the panels in rows. */
export function normsTable({ own, record }: NormsView): { listed: ListedTable; table: Table } {
  const all = Array.from({ length: own.count + 1 }, (_, block) => block);
  const value = (column: string) => ({ column, head: column, format: 'value' as const });
  return {
    table: tableOf({
      block: all.map(block => (block < own.count ? own.nameOf(block) : 'end')),
      state: all.map(block => record.state[block] ?? NaN),
      residual: all.map(block => record.residual[block] ?? NaN),
      gradient: all.map(block => record.gradient[block] ?? NaN),
      ratio: all.map(block => record.ratio[block] ?? NaN),
    }),
    listed: {
      title: '',
      data: 'norms',
      repeatsFigures: true,
      columns: [
        { column: 'block', head: 'block' },
        value('state'),
        { ...value('residual'), hasBar: true },
        value('gradient'),
        value('ratio'),
      ],
    },
  };
}
