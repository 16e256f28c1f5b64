import {
  decimalsApart,
  formatClock,
  formatCount,
  formatDuration,
  formatShare,
  formatShort,
  formatStepSize,
  formatValue,
} from '../../base/index.ts';
import { spreadText, type Said } from '../../figures/index.ts';
import { stepText, type Standing } from '../../record/index.ts';
import { groupLine, readingOf, type Drawing } from '../draw.ts';
import { countOf } from '../events.ts';
import { begunOf, type RunGroup } from '../groups.ts';
import { lastIndex, lineOf } from '../line.ts';
import { confidenceText, placeWords, type Abscissa } from '../place.ts';
import { planOf, plannedWork } from '../plan.ts';
import type { TrainedEvent, TrainedRun } from '../types.ts';

const quiet = (text: string): Said => ({ tone: 'quiet', text: [text] });

/**
 * What the curves of one group show: the best test accuracy, growths, resumes, how it ended. `all`: its runs, also those of which
 * nothing is recorded yet.
 */
export function trainSentences(
  group: RunGroup,
  all: readonly TrainedRun[],
  drawing: Drawing,
): Said[] {
  const [single, ...more] = group.runs;
  if (single === undefined) return [];
  if (more.length > 0) return [quiet(intervalSentence(group, drawing))];
  const ending =
    all.length > 1
      ? [`One of ${all.length} seeds has a record; means begin with the second.`]
      : endSentence(single.standing);
  return [
    ...bestSentence(single, drawing.axis),
    ...single.events.map(eventSentence),
    ...ending,
  ].map(quiet);
}

/** Where nothing was recorded yet. */
export function waitingSentence({ life, steps }: Standing): Said {
  const plan = steps > 0 ? ` ${formatCount(steps)} steps are planned.` : '';
  const text = () => {
    switch (life.state) {
      case 'queued':
        if (life.ahead === 0) return `Queued: it runs as soon as its device is free.${plan}`;
        return `Queued behind ${life.ahead === 1 ? 'one run' : `${life.ahead} runs`}.${plan}`;
      case 'starting':
      case 'running':
        return `No step is finished yet: ${life.phase}.${plan} A time estimate comes with step 10.`;
      case 'silent':
      case 'finished':
      case 'stopped':
      case 'failed':
      case 'crashed':
      case 'refused':
        return `Nothing was recorded.${plan}`;
    }
  };
  return { tone: 'loud', text: [text()] };
}

/** What is planned in words, beside its picture. */
export function planSentences(run: TrainedRun, { axis, width }: Drawing): Said[] {
  const rate = planOf(run, axis, width)?.rate.y;
  if (rate === undefined || rate.length === 0) return [];
  const [first, last] = [rate[0] ?? 0, rate.at(-1) ?? 0];
  const words =
    first === last
      ? `The rate stays at ${formatValue(first)}.`
      : `The rate goes from ${formatValue(first)} to ${formatValue(last)}.`;
  return [quiet([words, ...growthWords(run, axis)].join(' '))];
}

function growthWords(run: TrainedRun, axis: Abscissa): string[] {
  const growths = run.events.filter(event => event.event === 'growth');
  if (growths.length === 0) return [];
  const steps = growths.map(
    ({ step, from, to }) =>
      `at step ${formatCount(step)} the ${countOf(from)} blocks become ${countOf(to)}`,
  );
  const work = plannedWork(run, axis)?.y;
  const cost =
    work === undefined
      ? ''
      : `, and an image costs ${formatShort(work[0] ?? 0)} multiply-adds before and ${formatShort(work.at(-1) ?? 0)} at the end`;
  const text = steps.join(', ');
  return [`${text.charAt(0).toUpperCase()}${text.slice(1)}${cost}.`];
}

function bestSentence(run: TrainedRun, axis: Abscissa): string[] {
  for (const split of ['test', 'validation'] as const) {
    const line = lineOf(run, { quantity: 'accuracy', split, smooth: null }, axis);
    const end = lastIndex(line);
    if (end < 0 || line.x.length < 2) continue;
    const last = line.y[end] ?? NaN;
    let best = end;
    for (let i = end; i >= 0; i--) {
      const here = line.y[i] ?? NaN;
      if (here < Infinity && here >= (line.y[best] ?? NaN)) best = i;
    }
    const value = line.y[best] ?? NaN;
    const name = split === 'test' ? 'Test' : 'Validation';
    const decimals = decimalsApart(value, last);
    const now = `${name} accuracy ${formatShare(last, decimals)}`;
    if (value <= last) return [`${now}, the best so far.`];
    return [
      `${now}; the best was ${formatShare(value, decimals)} at ${placeWords(axis, line.x[best] ?? 0)}.`,
    ];
  }
  return [];
}

export function eventSentence(event: TrainedEvent): string {
  switch (event.event) {
    case 'growth': {
      const [h, after] = event.stepSize;
      const change = `${event.from.join('-')} → ${event.to.join('-')}, h ${formatStepSize(h)} → ${formatStepSize(after)}`;
      const [loss, lossAfter] = event.loss;
      const losses =
        loss === null || lossAfter === null
          ? ''
          : `, test loss ${formatValue(loss)} → ${formatValue(lossAfter)}`;
      const accuracies = sharesText(...event.accuracy);
      const cost =
        accuracies === null ? '' : ` Test accuracy ${accuracies}${losses} at that moment.`;
      return `Grew at step ${formatCount(event.step)}: ${change}.${cost}`;
    }
    case 'resume':
      return `${event.byItself ? 'Went on by itself after a crash' : 'Resumed'} at step ${formatCount(event.step)}, ${formatClock(event.time)}.`;
    case 'restart':
      return `The rate started again at step ${formatCount(event.step)}.`;
    case 'failure':
      return `The curves end at step ${formatCount(event.step)}: ${reasonOf(event.message)}`;
  }
}

function sharesText(before: number | null, after: number | null): string | null {
  if (before === null || after === null) return null;
  const decimals = decimalsApart(before, after);
  return `${formatShare(before, decimals)} → ${formatShare(after, decimals)}`;
}

/** The head of the cell has all of it. */
function reasonOf(message: string): string {
  const [first = ''] = message.split(/(?<=\.) /);
  return first;
}

function endSentence(standing: Standing | null): string[] {
  if (standing?.life.state === 'finished')
    return [`Took ${formatDuration(standing.secondsElapsed)}.`];
  return standing?.life.state === 'stopped' ? [`Stopped at ${stepText(standing)}.`] : [];
}

function intervalSentence(group: RunGroup, drawing: Drawing): string {
  const accuracy = groupLine(drawing, group, { quantity: 'accuracy', split: 'test', smooth: null });
  const what =
    accuracy.mean?.spread === 'range'
      ? 'the range of both'
      : `the ${confidenceText(drawing.confidence)} Student interval of the mean`;
  const [, mean = NaN, low = NaN, high = NaN] = readingOf(accuracy)?.last ?? [];
  const result = Number.isNaN(mean)
    ? ''
    : `Test accuracy ${spreadText(mean, (high - low) / 2, 'share')}. `;
  const begun = begunOf(group).length;
  const of = begun < group.runs.length ? `${begun} of ${group.runs.length}` : begun;
  return `${result}Lines are means of ${of} seeds; the band is ${what}.`;
}
