import type { RunParent, RunRequest } from './runRequest.ts';

type Asked = Pick<RunRequest, 'kind' | 'parents'>;

/** The run that this one goes on from or studies, whose data it reads, too; null: there is none. */
export function leadingParent({ parents }: Pick<Asked, 'parents'>): RunParent | null {
  return parents.find(({ role }) => role !== 'weights') ?? null;
}

/** The run whose training this one goes on with; a study is none that goes on. */
export function continuedParent(request: Asked): RunParent | null {
  return request.kind === 'train' ? leadingParent(request) : null;
}
