import { predictVariance, varianceLines } from '../checks/index.ts';
import { findNetwork, parseNotebook } from '../language/index.ts';
import { planNetwork, renderNetwork, summarise } from '../network/index.ts';

/** Where no recipe says how large a batch is. */
const usualBatch = 100;

/** What `reslab show` prints of a network, or why it cannot be counted. */
export function networkSummaryText(text: string, name: string): string {
  const notebook = parseNotebook(text);
  const value = findNetwork(notebook, name)?.value;
  if (value === undefined) return `There is no network '${name}' in the notebook any more.\n`;
  if (value?.kind !== 'network')
    return `The network '${name}' has errors; its summary is here again when they are gone.\n`;
  const recipe = notebook.cells
    .map(c => c.value)
    .find(v => v?.kind === 'train' && v.value.network === name);
  const batch = recipe?.kind === 'train' ? recipe.value.batch : usualBatch;
  const plan = planNetwork(value.value);
  const variance = varianceLines(predictVariance(plan));
  return `${renderNetwork(name, summarise(plan, batch), variance).join('\n')}\n`;
}
