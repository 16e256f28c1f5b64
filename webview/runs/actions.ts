import { formatCount } from '../../src/base/index.ts';
import { canDo, runOperations, type RunOperation, type RunView } from '../../src/protocol/index.ts';

export interface RunButton {
  readonly act: RunOperation;
  readonly icon: string;
  readonly label: string;
}

/** In this order as many as have room. */
const offered = [
  'runNext',
  'fork',
  'openCell',
  'reveal',
  'delete',
  'showLog',
  'copyCommand',
] as const satisfies readonly RunOperation[];

/** What one most likely wants to do with a run, and four other things that can be done with it. */
export function buttonsOf(run: RunView): { primary: RunButton; plain: readonly RunButton[] } {
  const primary = primaryOf(run);
  const possible = offered.filter(act => act !== primary.act && canDo(act, run));
  return { primary, plain: possible.slice(0, 4).map(act => button(act)) };
}

function primaryOf(run: RunView): RunButton {
  const { life } = run;
  if (life.state === 'queued') return button('stop', 'Take from queue');
  if (life.state === 'starting' || life.state === 'running') {
    const isAsked = life.state === 'running' && life.stopping;
    return button('stop', isAsked ? 'End its process…' : undefined);
  }
  if (canDo('resume', run)) {
    const last = run.checkpoints.at(-1);
    return button(
      'resume',
      last === undefined ? undefined : `Resume from step ${formatCount(last)}`,
    );
  }
  if (['failed', 'crashed', 'refused'].includes(life.state)) return button('showLog');
  if (!canDo('openCell', run)) return button('showLog');
  return button('openCell', runOperations.openCell.title);
}

function button(act: RunOperation, label: string = runOperations[act].short): RunButton {
  return { act, icon: runOperations[act].icon, label };
}
