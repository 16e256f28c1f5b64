import {
  meanInterval,
  pairedInterval,
  unpairedInterval,
  type MeanInterval,
} from '../../theory/index.ts';
import { divergedOf, type Diverged } from '../diverged.ts';
import type { RunGroup } from '../groups.ts';
import type { TrainedRun } from '../types.ts';
import { isGood, type Question } from './question.ts';
import { reachOf, type RunValue } from './values.ts';

/** Where the runs of a group are, with what that says of the mean behind them. */
export interface GroupEnd {
  readonly group: RunGroup;
  /** Of its runs that have one. */
  readonly values: readonly RunValue[];
  readonly interval: MeanInterval;
  /** Of any of its runs; NaN: of costs. */
  readonly best: number;
  /** Means over the runs that have a value. */
  readonly seconds: number;
  readonly work: number;
  /** Against the group that it is compared with; null: it is that one, or there is none of its data. */
  readonly against: Against | null;
  readonly reach: Reached | null;
  readonly diverged: readonly (Diverged & { readonly run: TrainedRun })[];
}

/** Its mean minus that of another group. */
export interface Against {
  readonly other: RunGroup;
  readonly difference: MeanInterval;
  /** Of runs of one seed each; else both groups have runs of no seed in common. */
  readonly isPaired: boolean;
}

/** What it took to the accuracy, as means over the runs that came there. */
export interface Reached {
  readonly runs: number;
  readonly step: MeanInterval;
  readonly epoch: MeanInterval;
  readonly seconds: MeanInterval;
  readonly work: MeanInterval;
}

export function endsOf(
  groups: readonly RunGroup[],
  values: readonly RunValue[],
  question: Question,
): GroupEnd[] {
  const { confidence, reach, on } = question;
  const byRun = new Map(values.map(value => [value.run, value]));
  const known = new Map(
    groups.map(group => [
      group,
      group.runs.flatMap(run => byRun.get(run) ?? []).filter(({ value }) => Number.isFinite(value)),
    ]),
  );
  return groups.map((group): GroupEnd => {
    const own = known.get(group) ?? [];
    const other = baselineOf(group, groups, question);
    const bests = own.map(({ best }) => best).filter(Number.isFinite);
    return {
      group,
      values: own,
      interval: meanInterval(
        own.map(({ value }) => value),
        confidence,
      ),
      best: bests.length === 0 ? NaN : Math[isGood(question.metric) ? 'max' : 'min'](...bests),
      seconds: meanInterval(
        own.map(({ seconds }) => seconds),
        confidence,
      ).mean,
      work: meanInterval(
        own.map(({ work }) => work),
        confidence,
      ).mean,
      against:
        other === null || other === group
          ? null
          : against(own, other, known.get(other) ?? [], confidence),
      reach: reach === null ? null : reached(group, on, reach, confidence),
      diverged: group.runs.flatMap(run => {
        const found = divergedOf(run);
        return found === null ? [] : [{ ...found, run }];
      }),
    };
  });
}

/** The group that a group is compared with: that of the named cell or run, in data sets of their own the one of its data. */
export function baselineOf(
  { runs: [own] }: RunGroup,
  groups: readonly RunGroup[],
  { baseline, data }: Pick<Question, 'baseline' | 'data'>,
): RunGroup | null {
  const isNamed = ({ runs }: RunGroup) =>
    baseline !== null && runs.some(run => run.cell === baseline || run.id === baseline);
  const named = groups.find(isNamed) ?? groups[0];
  if (data === 'one' || named === undefined || own === undefined) return named ?? null;
  const alike = groups.filter(({ runs: [first] }) => first?.dataSet === own.dataSet);
  return alike.find(isNamed) ?? alike[0] ?? null;
}

/** The difference of two groups: over the seeds that both have, of one pair at least; else of their means. */
export function against(
  own: readonly RunValue[],
  other: RunGroup,
  others: readonly RunValue[],
  confidence: number,
): Against {
  const bySeed = new Map(others.map(value => [value.run.seed, value.value]));
  const pairs = own.flatMap(({ run, value }): [number, number][] => {
    const pair = bySeed.get(run.seed);
    return pair === undefined ? [] : [[value, pair]];
  });
  if (pairs.length > 0)
    return { other, difference: pairedInterval(pairs, confidence), isPaired: true };
  const valuesOf = (list: readonly RunValue[]) => list.map(({ value }) => value);
  return {
    other,
    difference: unpairedInterval(valuesOf(own), valuesOf(others), confidence),
    isPaired: false,
  };
}

/** A difference is shown where zero lies outside of its interval. */
export function isShown({ difference }: Against): boolean {
  return difference.low > 0 || difference.high < 0;
}

function reached(
  { runs }: RunGroup,
  on: Question['on'],
  accuracy: number,
  confidence: number,
): Reached {
  const found = runs
    .map(run => reachOf(run, on, accuracy))
    .filter(({ step }) => Number.isFinite(step));
  const over = (of: (facts: (typeof found)[number]) => number) =>
    meanInterval(found.map(of), confidence);
  return {
    runs: found.length,
    step: over(({ step }) => step),
    epoch: over(({ epoch }) => epoch),
    seconds: over(({ seconds }) => seconds),
    work: over(({ work }) => work),
  };
}
