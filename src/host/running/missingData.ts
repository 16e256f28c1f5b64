import type { Run } from '../../store/index.ts';

/** The data set for want of which a run did not begin; null where it was something else. */
export function missingData({ ending, request }: Pick<Run, 'ending' | 'request'>): string | null {
  if (ending?.ending !== 'refused' || ending.code !== 'data.missing') return null;
  const { data } = request.value as { data?: { set?: unknown } };
  const set = data?.set;
  // Of a path nobody knows from where.
  return typeof set === 'string' && /^[\w-]+$/.test(set) ? set : null;
}
