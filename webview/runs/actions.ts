import { isAlive, type RunAction, type RunView } from '../../src/protocol/index.ts';
import { formatCount } from '../../src/base/index.ts';

export interface RunButton {
  readonly act: RunAction | 'fork';
  readonly icon: string;
  readonly label: string;
}

const runNext: RunButton = { act: 'runNext', icon: 'arrow-up', label: 'Run next' };
const fork: RunButton = { act: 'fork', icon: 'repo-forked', label: 'Fork…' };
const openCell: RunButton = { act: 'openCell', icon: 'go-to-file', label: 'Open cell' };
const reveal: RunButton = { act: 'reveal', icon: 'folder-opened', label: 'Reveal' };
const remove: RunButton = { act: 'delete', icon: 'trash', label: 'Delete' };
const showLog: RunButton = { act: 'showLog', icon: 'output', label: 'Show log' };
const copy: RunButton = { act: 'copyCommand', icon: 'copy', label: 'Copy command' };

/** What one most likely wants to do with a run, and four other things that can be done with it. */
export function buttonsOf(run: RunView): { primary: RunButton; plain: readonly RunButton[] } {
  const primary = primaryOf(run);
  const isMovable = run.life.state === 'queued' && run.life.ahead > 0;
  const possible = [
    ...(isMovable ? [runNext] : []),
    ...(run.checkpoints.length > 0 ? [fork] : []),
    ...(run.notebook !== null ? [openCell] : []),
    reveal,
    ...(isAlive(run) ? [] : [remove]),
    showLog,
    ...(run.notebook !== null ? [copy] : []),
  ];
  return { primary, plain: possible.filter(b => b.act !== primary.act).slice(0, 4) };
}

function primaryOf(run: RunView): RunButton {
  const { life } = run;
  if (life.state === 'queued') return { act: 'stop', icon: 'debug-stop', label: 'Take from queue' };
  if (life.state === 'starting' || life.state === 'running') {
    const isAsked = life.state === 'running' && life.stopping;
    return { act: 'stop', icon: 'debug-stop', label: isAsked ? 'End its process…' : 'Stop' };
  }
  if (run.canResume) {
    const last = run.checkpoints.at(-1);
    const from = last === undefined ? '' : ` from step ${formatCount(last)}`;
    return { act: 'resume', icon: 'debug-continue', label: `Resume${from}` };
  }
  if (['failed', 'crashed', 'refused'].includes(life.state)) return showLog;
  return run.notebook === null ? showLog : { ...openCell, label: 'Open notebook at the cell' };
}
