import type { RunParent } from '../../src/record/index.ts';
import type { NewRun } from '../../src/store/index.ts';

/** A request with nothing special, and these fields. */
export function someRequest(fields: Partial<NewRun> = {}): NewRun {
  return {
    kind: 'train',
    notebook: null,
    cell: { name: 'base', text: 'train: base\n', digest: 'd1' },
    variant: { seed: 1 },
    value: { epochs: 1 },
    network: { name: 'n', value: {} },
    parents: [],
    engine: { name: 'cpu', compiled: false },
    data: { folder: null },
    git: null,
    version: '0.1.0',
    ...fields,
  };
}

/** What a request has that goes on from, studies or takes weights from this run; `step` null: its last checkpoint. */
export function fromRun(
  run: string,
  step: number | null,
  role: RunParent['role'] = 'resume',
): Pick<NewRun, 'parents'> {
  return { parents: [{ run, step, role }] };
}
