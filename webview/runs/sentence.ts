import { nameWithVariant } from '../../src/base/index.ts';
import type { RunView } from '../../src/protocol/index.ts';
import { formatClock, formatCount, formatDuration, formatShare } from '../../src/base/index.ts';

/** Words and **bold words** in turn. */
export type Sentence = readonly string[];

/** How one run stands: what happened, then the numbers, then what can be done. */
export function sentenceOf(run: RunView): Sentence {
  return ['', nameOf(run), ` ${[standing(run), accuracy(run)].filter(t => t !== '').join(' ')}`];
}

export function nameOf({ cell, variant }: Pick<RunView, 'cell' | 'variant'>): string {
  return nameWithVariant(cell, variant);
}

function standing(run: RunView): string {
  const { life } = run;
  const after = `after ${formatDuration(run.secondsElapsed)}`;
  switch (life.state) {
    case 'queued':
      return life.ahead === 0 ? 'is next.' : `waits for ${count(life.ahead, 'run')} before it.`;
    case 'starting':
      return `is starting${life.phase === '' ? '' : `: ${life.phase}`}.`;
    case 'running':
      if (life.stopping) return `stops: it writes a checkpoint of step ${formatCount(run.step)}.`;
      return `is at ${stepOf(run)} ${after}${
        life.secondsLeft === null ? '' : `, ${formatDuration(life.secondsLeft)} left`
      }.${life.problem ? ` ${ended(life.problem)}` : ''}`;
    case 'silent':
      return `has given no sign of life since ${formatClock(life.since)}: whether its process lives is not known here.`;
    case 'finished':
      return run.steps > 0 && run.kind === 'train'
        ? `finished ${count(run.steps, 'step')} in ${formatDuration(run.secondsElapsed)}.`
        : `finished ${after}.`;
    case 'stopped':
      return `was stopped at ${stepOf(run)} ${after}.`;
    case 'failed':
    case 'crashed':
    case 'refused': {
      const where = run.step > 0 && life.state !== 'refused' ? ` at ${stepOf(run)}` : '';
      const what = life.state === 'refused' ? 'was refused' : life.state;
      return `${what}${where}: ${ended(life.message)}${life.advice === null ? '' : ` ${ended(life.advice)}`}`;
    }
  }
}

function accuracy({ accuracy: value, life }: RunView): string {
  if (value === null) return '';
  return `${life.state === 'finished' ? 'Test' : 'Last test'} accuracy ${formatShare(value)}.`;
}

function stepOf({ step, steps }: RunView): string {
  return `step ${formatCount(step)}${steps > 0 ? ` of ${formatCount(steps)}` : ''}`;
}

function count(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** With a full stop, once. */
function ended(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
