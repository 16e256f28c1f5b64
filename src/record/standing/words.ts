import {
  formatClock,
  formatCount,
  formatDuration,
  formatPlural,
  oneLine,
} from '../../base/index.ts';
import type { RunState } from './state.ts';

/** What the words about a run are made of: its state, and the numbers that go with it. */
export interface Standing {
  readonly life: RunState;
  readonly step: number;
  /** 0 where it is not known yet. */
  readonly steps: number;
  readonly secondsElapsed: number;
  /** ISO 8601; when it ended, where that is known. */
  readonly ended?: string | null;
}

/** How a run stands, shortly: `main` says it, `rest` has the facts that go with it. */
export interface StandingWords {
  readonly main: string;
  readonly rest: readonly string[];
}

/** The word for a state, as it is shown and filtered by. */
export function stateWord({ life }: Pick<Standing, 'life'>): string {
  if (life.state === 'running' && life.stopping) return 'stopping';
  return life.state === 'silent' ? 'no sign of life' : life.state;
}

/** `step 412 of 600`, or `step 412` where the end is not known. */
export function stepText({ step, steps }: Pick<Standing, 'step' | 'steps'>): string {
  return `step ${formatCount(step)}${steps > 0 ? ` of ${formatCount(steps)}` : ''}`;
}

/** ` at step 412` of a run that ended there; empty of one that had not begun. */
export function atStep({ life, step }: Pick<Standing, 'life' | 'step'>): string {
  return step > 0 && life.state !== 'refused' ? ` at step ${formatCount(step)}` : '';
}

/** `finished`, `stopped at 350 of 600`, `failed at step 2`: of a run that has ended, without its reason. */
export function howItEnded(run: Pick<Standing, 'life' | 'step' | 'steps'>): string {
  const { life, step, steps } = run;
  if (life.state === 'stopped' && steps > 0)
    return `stopped at ${formatCount(step)} of ${formatCount(steps)}`;
  if (life.state === 'stopped') return `stopped at ${stepText(run)}`;
  return `${stateWord(run)}${life.state === 'finished' ? '' : atStep(run)}`;
}

/** `69 %`, short enough for a narrow list, and 100 only at the end; `step 412` where that is not known. */
export function doneText({ step, steps }: Pick<Standing, 'step' | 'steps'>): string {
  return steps > 0 ? `${Math.floor((100 * step) / steps)} %` : stepText({ step, steps });
}

/** `step 412 of 600`, with `1 min 07 s left`. Texts from disk are on one line and safe to show. */
export function standingWords(run: Standing): StandingWords {
  const { life } = run;
  switch (life.state) {
    case 'queued':
      return {
        main: 'queued',
        rest: life.ahead > 0 ? [`${formatCount(life.ahead)} ahead`] : [],
      };
    case 'starting':
      return { main: oneLine(life.phase) || 'starting', rest: [] };
    case 'running':
      return {
        main: run.step > 0 ? stepText(run) : oneLine(life.phase) || 'starting',
        rest: [leftText(life), oneLine(life.problem ?? '')].filter(text => text !== ''),
      };
    case 'silent':
      return { main: `no sign of life since ${formatClock(life.since)}`, rest: [] };
    case 'finished': {
      const at = run.ended ? ` ${formatClock(run.ended)}` : '';
      return { main: `${howItEnded(run)}${at}`, rest: [formatDuration(run.secondsElapsed)] };
    }
    case 'stopped':
      return { main: howItEnded(run), rest: [] };
    case 'failed':
    case 'crashed':
    case 'refused':
      return { main: howItEnded(run), rest: [oneLine(life.message)] };
  }
}

/** The same in a sentence, to stand after the name of the run: what happened, then the numbers, then what can be done. */
export function standingSentence(run: Standing & { readonly kind: string }): string {
  const { life } = run;
  const after = `after ${formatDuration(run.secondsElapsed)}`;
  switch (life.state) {
    case 'queued':
      return life.ahead === 0
        ? 'is next.'
        : `waits for ${formatPlural(life.ahead, 'run')} before it.`;
    case 'starting':
      return `is starting${life.phase === '' ? '' : `: ${life.phase}`}.`;
    case 'running': {
      if (life.stopping) return `stops: it writes a checkpoint of step ${formatCount(run.step)}.`;
      const left = leftText(life);
      return `is at ${stepText(run)} ${after}${left === '' ? '' : `, ${left}`}.${
        life.problem ? ` ${asSentence(life.problem)}` : ''
      }`;
    }
    case 'silent':
      return `has given no sign of life since ${formatClock(life.since)}: whether its process lives is not known here.`;
    case 'finished':
      return run.steps > 0 && run.kind === 'train'
        ? `finished ${formatPlural(run.steps, 'step')} in ${formatDuration(run.secondsElapsed)}.`
        : `finished ${after}.`;
    case 'stopped':
      return `was stopped at ${stepText(run)} ${after}.`;
    case 'failed':
    case 'crashed':
    case 'refused': {
      const where = run.step > 0 && life.state !== 'refused' ? ` at ${stepText(run)}` : '';
      const what = life.state === 'refused' ? 'was refused' : life.state;
      const advice = life.advice === null ? '' : ` ${asSentence(life.advice)}`;
      return `${what}${where}: ${asSentence(life.message)}${advice}`;
    }
  }
}

/** `1 min 07 s left`; empty while nothing can be said. */
function leftText(life: Extract<RunState, { state: 'running' }>): string {
  if (life.stopping) return 'stopping';
  return life.secondsLeft === null ? '' : `${formatDuration(life.secondsLeft)} left`;
}

/** With a full stop, once. */
function asSentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
