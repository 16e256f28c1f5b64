import {
  formatClock,
  formatCount,
  formatDuration,
  formatShare,
  printable,
} from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import { stateWord } from '../words.ts';

/** What stands behind a run's name: accuracy first, because the tree cannot align right. */
export function describe(run: RunView): string {
  const accuracy = run.accuracy === null ? [] : [formatShare(run.accuracy)];
  const kind = run.kind === 'train' ? [] : [oneLine(run.kind)];
  const tags = run.tags.map(tag => `#${oneLine(tag)}`);
  return [...kind, ...accuracy, ...standing(run), ...tags].join(' · ');
}

/** The codicon of its state, and the theme colour of that. */
export function iconOf({ life }: RunView): { readonly icon: string; readonly color?: string } {
  switch (life.state) {
    case 'queued':
      return { icon: 'clock', color: 'descriptionForeground' };
    case 'starting':
    case 'running':
      return { icon: 'sync' };
    case 'silent':
      return { icon: 'debug-disconnect', color: 'editorWarning.foreground' };
    case 'finished':
      return { icon: 'pass', color: 'notebookStatusSuccessIcon.foreground' };
    case 'stopped':
      return { icon: 'debug-stop', color: 'descriptionForeground' };
    case 'failed':
    case 'crashed':
    case 'refused':
      return { icon: 'error', color: 'editorError.foreground' };
  }
}

/** Text from disk on one line, without characters that change how others are read. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

function standing(run: RunView): string[] {
  const { life } = run;
  switch (life.state) {
    case 'queued':
      return ['queued', ...(life.ahead > 0 ? [`${formatCount(life.ahead)} ahead`] : [])];
    case 'starting':
      return [oneLine(life.phase) || 'starting'];
    case 'running':
      return [
        ...progress(run),
        life.stopping ? 'stopping' : left(life.secondsLeft),
        ...(life.problem ? [oneLine(life.problem)] : []),
      ];
    case 'silent':
      return [`no sign of life since ${formatClock(life.since)}`];
    case 'finished':
      return [formatDuration(run.secondsElapsed)];
    case 'stopped':
      return [`stopped at ${position(run)}`];
    case 'refused':
      return [`refused: ${oneLine(life.message)}`];
    case 'failed':
    case 'crashed':
      return [`${stateWord(run)}${at(run)}: ${oneLine(life.message)}`];
  }
}

function progress({ step, steps }: RunView): string[] {
  if (steps > 0) return [`${Math.floor((100 * step) / steps)} %`];
  return step > 0 ? [`step ${formatCount(step)}`] : [];
}

function position({ step, steps }: RunView): string {
  return steps > 0 ? `${formatCount(step)} of ${formatCount(steps)}` : formatCount(step);
}

function at({ step }: RunView): string {
  return step > 0 ? ` at step ${formatCount(step)}` : '';
}

function left(seconds: number | null): string {
  return seconds === null ? 'running' : `${formatDuration(seconds)} left`;
}
