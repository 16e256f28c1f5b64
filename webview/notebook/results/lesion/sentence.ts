import {
  boxStats,
  decimalsApart,
  formatCount,
  formatPoints,
  formatShare,
} from '../../../../src/base/index.ts';
import type { BlockRow } from '../../../../src/figures/index.ts';
import { type Sentence, strong } from '../../../charts/blocks/sentence.ts';
import type { LesionFacts } from './lesionFacts.ts';

/** What the figures show, one sentence or two for each. */
export function lesionSentence(facts: LesionFacts, row: BlockRow): Sentence {
  const parts = [eachText(facts, row), setsText(facts), swapText(facts)].filter(
    part => part.length > 0,
  );
  if (parts.length === 0)
    return Number.isFinite(facts.intact)
      ? ['The whole network has an error of ', strong(formatShare(facts.intact)), '.']
      : [];
  return parts.flatMap((part, i) => (i === 0 ? part : [' ', ...part]));
}

/** The blocks that cost most, worst first. */
export function worstBlocks(facts: LesionFacts, most = 3): LesionFacts['each'] {
  return [...facts.each]
    .filter(e => e.cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, most);
}

function eachText(facts: LesionFacts, row: BlockRow): Sentence {
  if (facts.each.length === 0) return [];
  const worst = worstBlocks(facts);
  const [first] = worst;
  if (first === undefined)
    return [`Removing any one block does not raise the error of ${formatShare(facts.intact)}.`];
  const name = (e: (typeof worst)[number]) => row.nameOf(e.block);
  const decimals = decimalsApart(first.mean, facts.intact);
  const sentence: (Sentence[number] | null)[] = [
    'Removing block ',
    strong(name(first)),
    ` hurts most: ${formatShare(first.mean, decimals)} against ${formatShare(facts.intact, decimals)} intact (`,
    strong(`${formatPoints(first.cost)} points`),
    ').',
  ];
  const stages = worst.map(e => row.stageOf(e.block));
  const areFirst = worst.every((e, i) => stages[i]?.from === e.block);
  if (worst.length === 3 && row.stages.length === 3 && areFirst)
    sentence.push(
      ` The three worst, ${worst.map(name).join(', ')}, are the first blocks of the three stages.`,
    );
  else if (worst.length > 1)
    sentence.push(
      ' Next ',
      worst.length === 2 ? 'is ' : 'are ',
      worst
        .slice(1)
        .map(e => `${name(e)} (${formatPoints(e.cost)})`)
        .join(' and '),
      '.',
    );
  const others = facts.each.filter(e => !worst.includes(e));
  if (others.length > 0) {
    const most = Math.max(...others.map(e => e.cost));
    const isOne = others.length === 1;
    const which = isOne ? 'The other removal' : `The other ${formatCount(others.length)} removals`;
    const points = `${formatPoints(most).replace('+', '')} points`;
    if (most <= 0) sentence.push(` ${which} ${isOne ? 'does' : 'do'} not raise it.`);
    else sentence.push(` ${which} ${isOne ? `costs ${points}` : `cost ${points} at most`}.`);
  }
  return sentence.filter(part => part !== null);
}

function setsText({ sets, intact }: LesionFacts): Sentence {
  const medians = sets.flatMap(({ count, errors }) => {
    const median = boxStats(errors)?.median;
    return median === undefined ? [] : [{ count, median }];
  });
  const first = medians[0];
  const last = medians.at(-1);
  if (first === undefined || last === undefined) return [];
  const blocks = (n: number) => `${formatCount(n)} random block${n === 1 ? '' : 's'}`;
  const decimals = decimalsApart(first.median, last.median, intact);
  return [
    `Without ${blocks(first.count)} the median error is `,
    strong(formatShare(first.median, decimals)),
    ...(last.count === first.count
      ? []
      : [`, without ${formatCount(last.count)} `, strong(formatShare(last.median, decimals))]),
    ` (intact ${formatShare(intact, decimals)}).`,
  ];
}

function swapText({ swaps, intact }: LesionFacts): Sentence {
  const farthest = swaps.reduce<(typeof swaps)[number] | null>(
    (a, b) => (a === null || b.tau < a.tau ? b : a),
    null,
  );
  if (farthest === null) return [];
  const cost = formatPoints(farthest.error - intact);
  return [
    `The strongest reordering, τ = ${farthest.tau.toFixed(2)}, has an error of `,
    strong(formatShare(farthest.error)),
    ` (${cost} points).`,
  ];
}
