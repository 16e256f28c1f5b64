import { networkCellOf } from '../../language/index.ts';
import type { Check } from '../check.ts';

/** A network that no training takes, in a notebook that trains others. */
export const checkUnused: Check<'network'> = function* ({ cell }, { notebook }) {
  const trainings = notebook.cells.filter(c => c.kind === 'train');
  if (trainings.length === 0 || cell.name === '') return;
  if (trainings.some(c => c.value === null || networkCellOf(notebook, c) === cell)) return;
  yield {
    code: 'name.unused',
    severity: 'information',
    message: `No training takes the network \`${cell.name}\`; write \`network: ${cell.name}\` in a train cell, or remove it.`,
    range: cell.nameRange,
  };
};
