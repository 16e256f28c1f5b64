import {
  decimalsApart,
  formatDuration,
  formatPlural,
  formatPoints,
  formatValue,
} from '../../base/index.ts';
import { numberText, spreadText, strong, type Said, type Sentence } from '../../figures/index.ts';
import type { MeanInterval } from '../../theory/index.ts';
import { formatOf } from '../draw.ts';
import { hasBegun } from '../groups.ts';
import { confidenceText, placeWords } from '../place.ts';
import { against, isShown, type Against, type GroupEnd } from './ends.ts';
import { isGood, isMeasured, type Metric, type Question } from './question.ts';
import { metricHead, noteOf } from './endsTable.ts';

/** Where the numbers are taken: `At the end`, `At epoch 60`, `At the best of each run`. */
export function placeTitle({ at, by }: Question, shared: number | null): string {
  if (at === 'best') return 'At the best of each run';
  if (typeof at === 'number') return `At ${placeWords(by, at)}`;
  return shared === null ? 'Where they end' : `Where all have come to, ${placeWords(by, shared)}`;
}

/** Who is ahead, and whether that is shown. Of several data sets one sentence each. */
export function rankSentences(
  ends: readonly GroupEnd[],
  question: Question,
  title: string,
): Said[] {
  const sets = new Set(ends.map(end => dataOf(end)));
  if (sets.size < 2) return ranked(ends, question, title);
  // Numbers of unlike data have no order.
  if (question.data === 'one') return [];
  return [...sets].flatMap(set =>
    ranked(
      ends.filter(end => dataOf(end) === set),
      question,
      `On ${set}, ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    ),
  );
}

const dataOf = ({ group }: GroupEnd) => group.runs[0]?.dataSet ?? '';

function ranked(ends: readonly GroupEnd[], question: Question, title: string): Said[] {
  const { metric, confidence } = question;
  const sign = isGood(metric) ? -1 : 1;
  const known = ends
    .filter(({ interval }) => Number.isFinite(interval.mean))
    .sort((a, b) => sign * (a.interval.mean - b.interval.mean));
  const [best, second] = known;
  if (best === undefined || second === undefined) return [];
  const found = against(best.values, second.group, second.values, confidence);
  const [first, ...rest] = title;
  const place = `${first?.toUpperCase() ?? ''}${rest.join('')}`;
  const text: Sentence = [
    `${place}: `,
    ...leadText(best, second, found, metric),
    ...(best.diverged.length === 0 ? [] : [` But of ${best.group.name} ${noteOf(best)}.`]),
  ];
  const others = ends.length > 2 ? [pairsSentence(known, question)].flat() : [];
  return [{ tone: 'loud', text }, ...others];
}

function leadText(best: GroupEnd, second: GroupEnd, found: Against, metric: Metric): Sentence {
  const [a, b] = [best.group.name, second.group.name];
  const { difference } = found;
  const value = (end: GroupEnd) =>
    spreadText(end.interval.mean, end.interval.half, formatOf[metric]);
  const both = ` (${value(best)} and ${value(second)})`;
  const seeds = seedsText(found);
  if (difference.mean === 0 && !isShown(found))
    return [`${a} and ${b} are equal: ${value(best)}, ${seeds}.`];
  const size = sizeText(difference, metric);
  if (Number.isNaN(difference.half))
    return [
      strong(a),
      ` ${verbOf(metric)} ${b} by `,
      strong(size),
      `, ${seeds}, which shows no spread${both}.`,
    ];
  if (!isShown(found))
    return [
      'no difference shown: ',
      `${a} and ${b} are `,
      strong(size),
      ` apart, ${seeds}${both}.`,
    ];
  return [strong(a), ` ${verbOf(metric)} ${b} by `, strong(size), `, ${seeds}${both}.`];
}

function verbOf(metric: Metric): string {
  return isMeasured(metric) ? 'beats' : 'takes less than';
}

/** `3 common seeds`. */
function seedsText({ isPaired, difference: { n } }: Against): string {
  return isPaired ? `${n} common seed${n === 1 ? '' : 's'}` : 'no seed in common';
}

/** `1.2 ± 0.8 points`, without its sign. */
export function sizeText({ mean, half }: MeanInterval, metric: Metric): string {
  const size = Math.abs(mean);
  if (metric === 'accuracy' || metric === 'error') {
    const known = Number.isNaN(half) ? [size, 0] : [size, half, 0];
    const decimals = decimalsApart(...known);
    const points = (v: number) => formatPoints(v, decimals).replace(/^\+/, '');
    return `${points(size)}${Number.isNaN(half) ? '' : ` ± ${points(half)}`} points`;
  }
  if (metric === 'seconds')
    return Number.isNaN(half)
      ? formatDuration(size)
      : `${formatDuration(size)} ± ${shortTime(half)}`;
  const text = Number.isNaN(half)
    ? formatValue(size)
    : `${formatValue(size)} ± ${formatValue(half, 2)}`;
  return metric === 'work' ? `${text} multiply-adds` : text;
}

/** Ten times as fine as whole seconds where these would read as none. */
function shortTime(seconds: number): string {
  return seconds < 10 ? `${formatValue(seconds, 2)} s` : formatDuration(seconds);
}

/** Of more than two: how many differ from what they are compared with. */
function pairsSentence(ends: readonly GroupEnd[], { metric, confidence }: Question): Said[] {
  const compared = ends.filter(
    ({ against: found }) => found !== null && Number.isFinite(found.difference.half),
  );
  const [first] = compared;
  if (first?.against == null) return [];
  const shown = compared.filter(({ against: found }) => found !== null && isShown(found));
  const names = shown.map(({ group }) => group.name).join(', ');
  const what = shown.length === 0 ? 'none' : names;
  return [
    {
      tone: 'quiet',
      text: [
        `Of ${formatPlural(compared.length, 'other')}, ${what} ${shown.length > 1 ? 'differ' : 'differs'} from ${first.against.other.name} in ${metricHead(metric)} (${confidenceText(confidence)} interval of the difference without zero; each for itself).`,
      ],
    },
  ];
}

/** What intervals are. */
export function intervalSentence(
  ends: readonly GroupEnd[],
  { confidence, on, metric }: Question,
): Said[] {
  if (!ends.some(({ interval }) => interval.n > 1)) return [];
  const over =
    on === 'train' && isMeasured(metric)
      ? ' Values of training are means over the last epoch.'
      : '';
  return [
    {
      tone: 'quiet',
      text: [
        `Intervals are ${confidenceText(confidence)} Student intervals over seeds; differences are taken between runs of one seed.${over}`,
      ],
    },
  ];
}

/** How long it took to an accuracy. */
export function reachSentences(ends: readonly GroupEnd[], { reach, by }: Question): Said[] {
  if (reach === null) return [];
  const name = numberText(reach, 'share');
  const found = ends.filter(({ reach: own }) => (own?.runs ?? 0) > 0);
  if (found.length === 0)
    return [{ tone: 'quiet', text: [`None reached an accuracy of ${name}.`] }];
  const key = by === 'step' ? 'step' : by === 'epoch' ? 'epoch' : 'seconds';
  const sorted = [...found].sort(
    (a, b) => (a.reach?.[key].mean ?? NaN) - (b.reach?.[key].mean ?? NaN),
  );
  const each = sorted.map(({ group, reach: own }) => {
    const of =
      own !== null && own.runs < group.runs.length
        ? ` (${own.runs} of ${group.runs.length} seeds)`
        : '';
    const seconds = own === null ? '' : ` after ${formatDuration(own.seconds.mean)}`;
    const place = own === null || key === 'seconds' ? '' : ` at ${placeWords(key, own[key].mean)},`;
    return `${group.name}${place}${seconds}${of}`;
  });
  const never = ends.filter(end => !found.includes(end)).map(({ group }) => group.name);
  const rest = never.length === 0 ? '' : `; ${never.join(', ')} did not`;
  return [
    { tone: 'loud', text: [`An accuracy of ${name} was reached by ${each.join(', ')}${rest}.`] },
  ];
}

/** What makes the numbers untrue, or is left out of them. */
export function warnings(
  ends: readonly GroupEnd[],
  question: Question,
  shared: number | null,
): Said[] {
  const said: string[] = [];
  for (const end of ends) {
    const { group, values } = end;
    if (end.diverged.length > 0) said.push(`${group.name}: ${noteOf(end)}.`);
    const left = group.runs.filter(
      run => hasBegun(run) && !values.some(value => value.run === run),
    );
    if (left.length > 0)
      said.push(
        `${leftOut(
          group.name,
          left.map(run => run.seed),
          group.runs.length,
        )} no value there and is left out.`,
      );
  }
  if (question.at === 'end' && shared === null && isMeasured(question.metric))
    said.push(...unlikeEnds(ends));
  const sets = new Set(ends.flatMap(({ group }) => group.runs.map(run => run.dataSet)));
  if (question.data === 'one' && sets.size > 1)
    said.push(
      `These are of unlike data (${[...sets].join(', ')}), so their numbers cannot be compared; \`data: each\` gives each data set columns of its own.`,
    );
  return said.map(text => ({ tone: 'warning', text: [text] }));
}

function leftOut(name: string, seeds: readonly number[], runs: number): string {
  return runs === 1 ? `${name} has` : `${name}, seed ${seeds.join(', ')} has`;
}

/** Trainings of unlike length. */
function unlikeEnds(ends: readonly GroupEnd[]): string[] {
  const places = ends.flatMap(({ group, values }) => {
    const epoch = Math.max(...values.map(value => value.epoch));
    return Number.isFinite(epoch) ? [{ name: group.name, epoch }] : [];
  });
  const [first, ...more] = places;
  if (
    first === undefined ||
    more.every(({ epoch }) => Math.abs(epoch - first.epoch) < 1e-3 * first.epoch)
  )
    return [];
  const each = places
    .map(({ name, epoch }) => `${name} at ${placeWords('epoch', epoch)}`)
    .join('; ');
  return [`They end at different places: ${each}.`];
}
