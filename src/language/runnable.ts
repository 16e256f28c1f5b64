import type { Cell, Notebook } from './notebook.ts';
import { networkCellOf } from './refer.ts';
import { isComputed, studyOf } from './studies.ts';
import type { NetworkValue } from './values.ts';

/** What the language can say of a network and the engine cannot compute: a sentence, or null. */
export function whyNotTrainable(network: NetworkValue): string | null {
  if (network.warp !== undefined)
    return 'The engine cannot compute parallel operators yet; write `warp: none` to train the chain of blocks that they approximate.';
  if ((network.transition?.preserve ?? 0) > 0)
    return 'The engine cannot keep transitions norm-preserving yet; write e.g. `transition: conv` to train with kernels that are left as they are.';
  return null;
}

/**
 * Why a correct cell cannot be run: a sentence, or null where it can, or is none that runs. The text
 * itself is right, so no check reports this.
 */
export function whyNotRunnable(notebook: Notebook, cell: Cell): string | null {
  if (cell.kind === 'train') {
    const network = networkCellOf(notebook, cell)?.value;
    return network?.kind === 'network' ? whyNotTrainable(network.value) : null;
  }
  const study = studyOf(cell.kind);
  if (cell.value === null || study === undefined || isComputed(study)) return null;
  return study.isView === true
    ? `A cell \`${study.kind}\` is a view of runs that are there and does not run; open the notebook to see it.`
    : `The engine cannot compute the study \`${study.kind}\` yet.`;
}
