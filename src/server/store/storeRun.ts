import type { WorldRun } from '../../checks/index.ts';
import { stateName, type StateName } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';

/** A run of the store as far as an editor of its notebook needs it. */
export interface StoreRun extends WorldRun {
  readonly folder: string;
  readonly kind: string;
  /** Name of the cell when it was run. */
  readonly cell: string;
  readonly state: StateName;
  /** Training can go on from where it is. */
  readonly resumable: boolean;
}

/** What may be gone on from. */
const over: ReadonlySet<StateName> = new Set(['stopped', 'failed', 'crashed', 'refused', 'lost']);

export function storeRunOf(run: Run): StoreRun {
  const { id, folder, request } = run;
  const state = stateName(run);
  return {
    id,
    folder,
    digest: request.cell.digest,
    variant: request.variant,
    finished: state === 'finished',
    kind: request.kind,
    cell: request.cell.name,
    state,
    resumable: request.kind === 'train' && over.has(state),
  };
}
