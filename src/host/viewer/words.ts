import type { RunView } from '../../protocol/index.ts';

/** The word for a state, as it is shown and filtered by. */
export function stateWord({ life }: Pick<RunView, 'life'>): string {
  if (life.state === 'running' && life.stopping) return 'stopping';
  return life.state === 'silent' ? 'no sign of life' : life.state;
}
