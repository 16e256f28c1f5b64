import { stepText } from '../../../../src/record/index.ts';
import type {
  CurveAxis,
  CurveGroup,
  RunCurves,
  RunEvent,
  RunView,
} from '../../../../src/protocol/index.ts';
import {
  decimalsApart,
  formatClock,
  formatCount,
  formatDuration,
  formatShare,
  formatStepSize,
  formatValue,
} from '../../../../src/base/index.ts';
import { placeText } from '../../../charts/curves/timeAxis.ts';
import { begunSeeds, percentOf, readingOf } from './readings.ts';
import { requestIndex } from './requests.ts';

/** What the curves show, computed: the best test accuracy, growths, resumes, how it ended. */
export function trainSentences(
  group: CurveGroup,
  runs: readonly RunView[],
  axis: CurveAxis,
): string[] {
  const single = group.runs.length === 1 ? group.runs[0] : undefined;
  if (single === undefined) return group.runs.length === 0 ? [] : [intervalSentence(group)];
  return [
    ...bestSentence(single, axis),
    ...single.events.map(eventSentence),
    ...(runs.length > 1
      ? [`One of ${runs.length} seeds has a record; means begin with the second.`]
      : endSentence(runs[0])),
  ];
}

/** Where nothing was recorded yet, or was not read yet. */
export function waitingSentence({ life, steps }: RunView, isRead: boolean): string {
  const plan = steps > 0 ? ` ${formatCount(steps)} steps are planned.` : '';
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
      return isRead ? `Nothing was recorded.${plan}` : 'Reading the curves.';
  }
}

function bestSentence(run: RunCurves, axis: CurveAxis): string[] {
  for (const split of ['test', 'validation'] as const) {
    const index = requestIndex('accuracy', split, false);
    const line = run.lines[index];
    const last = run.last[index];
    if (line === undefined || !last || line.x.length < 2) continue;
    let best = 0;
    for (let i = 1; i < line.y.length; i++) if ((line.y[i] ?? 0) > (line.y[best] ?? 0)) best = i;
    const value = line.y[best] ?? NaN;
    const name = split === 'test' ? 'Test' : 'Validation';
    const decimals = decimalsApart(value, last.y);
    const now = `${name} accuracy ${formatShare(last.y, decimals)}`;
    if (value <= last.y) return [`${now}, the best so far.`];
    return [
      `${now}; the best was ${formatShare(value, decimals)} at ${placeText(axis, line.x[best] ?? 0)}.`,
    ];
  }
  return [];
}

function eventSentence(event: RunEvent): string {
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

/** The banner of the cell has all of it. */
function reasonOf(message: string): string {
  const [first = ''] = message.split(/(?<=\.) /);
  return first;
}

function endSentence(run: RunView | undefined): string[] {
  if (run?.life.state === 'finished') return [`Took ${formatDuration(run.secondsElapsed)}.`];
  if (run?.life.state === 'stopped') return [`Stopped at ${stepText(run)}.`];
  return [];
}

function intervalSentence(group: CurveGroup): string {
  const accuracy = readingOf(group, 'accuracy', 'test', false, null);
  const mean = group.mean?.[requestIndex('accuracy', 'test', false)];
  const what =
    mean?.interval === 'range' ? 'the range of both' : 'the 95 % Student interval of the mean';
  const result = accuracy === null ? '' : `Test accuracy ${percentOf(accuracy)}. `;
  const begun = begunSeeds(group);
  const of = begun < group.runs.length ? `${begun} of ${group.runs.length}` : begun;
  return `${result}Lines are means of ${of} seeds; the band is ${what}.`;
}
