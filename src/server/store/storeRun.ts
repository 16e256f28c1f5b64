import type { WorldRun } from '../../checks/index.ts';
import type { Run } from '../../store/index.ts';

/** A run of the store as far as an editor of its notebook needs it. */
export interface StoreRun extends WorldRun {
  readonly folder: string;
  readonly kind: string;
  /** Name of the cell when it was run. */
  readonly cell: string;
  readonly state: 'running' | 'finished' | 'stopped' | 'failed' | 'unknown';
  /** Training can go on from where it is. */
  readonly resumable: boolean;
}

export function storeRunOf({ id, folder, request, ending, life }: Run): StoreRun {
  const state = stateOf(ending?.ending ?? null, life);
  return {
    id,
    folder,
    digest: request.cell.digest,
    variant: request.variant,
    finished: state === 'finished',
    kind: request.kind,
    cell: request.cell.name,
    state,
    resumable: request.kind === 'train' && (state === 'stopped' || state === 'failed'),
  };
}

function stateOf(ending: string | null, life: Run['life']): StoreRun['state'] {
  switch (ending) {
    case 'finished':
    case 'stopped':
      return ending;
    case null:
      // A dead process that wrote no ending has crashed.
      if (life === 'dead') return 'failed';
      return life === 'alive' ? 'running' : 'unknown';
    default:
      return 'failed';
  }
}
