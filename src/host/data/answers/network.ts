import { findNetwork, type Notebook } from '../../../language/index.ts';
import type { Data, NetworkQuery } from '../../../protocol/index.ts';
import { LineIndex } from '../../../base/index.ts';
import { networkView } from './networkView.ts';

/** Where no recipe says how large a batch is. */
const usualBatch = 100;

/** A notebook with its text. */
export interface NotebookText {
  readonly notebook: Notebook;
  readonly text: string;
}

/**
 * A network of a notebook, drawn from its text now or, while that has errors, from the last text in
 * which it had none.
 */
export function networkData(
  { network: name, batch }: NetworkQuery,
  now: NotebookText,
  lastValid: NotebookText | null,
): Data {
  const cell = findNetwork(now.notebook, name);
  if (cell === undefined)
    return { kind: 'none', reason: `There is no network '${name}' in the notebook.` };
  const isValid = cell.value?.kind === 'network';
  const shown = isValid ? now : lastValid;
  const valid = shown === null ? undefined : findNetwork(shown.notebook, name);
  const value = valid?.value;
  if (shown === null || valid === undefined || value?.kind !== 'network')
    return {
      kind: 'none',
      reason: `'${name}' has errors. Its diagram is drawn when they are mended.`,
    };
  const view = networkView(name, value.value, batch ?? batchOf(now.notebook, name));
  if (view === null) return { kind: 'none', reason: `'${name}' cannot be laid out as it stands.` };
  const index = new LineIndex(now.text);
  return {
    kind: 'network',
    ...view,
    isOfEarlierText: !isValid,
    lines: view.stages.map((_, stage) => {
      const place = cell.positions.get(['stages', stage]) ?? cell.positions.get(['preset']);
      return place === undefined ? null : index.at((place.key ?? place.value).start).line - 1;
    }),
  };
}

function batchOf(notebook: Notebook, network: string): number {
  const recipe = notebook.cells
    .map(c => c.value)
    .find(v => v?.kind === 'train' && v.value.network === network);
  return recipe?.kind === 'train' ? recipe.value.batch : usualBatch;
}
