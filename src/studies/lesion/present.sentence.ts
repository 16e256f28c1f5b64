import {
  boxStats,
  decimalsApart,
  formatCount,
  formatPlural,
  formatPoints,
  formatShare,
} from '../../base/index.ts';
import { type BlockRow, type Sentence, strong } from '../../figures/index.ts';
import { isAtChance, type LesionFacts, worstBlocks } from './present.facts.ts';

/** What the figures show, one sentence or two for each. `row`: null where the network is not known. */
export function lesionSentence(facts: LesionFacts, row: BlockRow | null): Sentence {
  const parts = [row && eachText(facts, row), setsText(facts), swapText(facts)].filter(
    part => part !== null && part.length > 0,
  );
  if (parts.length === 0)
    return Number.isFinite(facts.intact)
      ? ['The whole network has an error of ', strong(formatShare(facts.intact)), '.']
      : [];
  return parts.flatMap((part, i) => (i === 0 ? (part ?? []) : [' ', ...(part ?? [])]));
}

/** Instead of it where the whole network is as good as guessing; null: it is better. */
export function chanceWarning(facts: LesionFacts): Sentence | null {
  if (!isAtChance(facts)) return null;
  return [
    'The whole network is no better than chance: its error is ',
    strong(formatShare(facts.intact)),
    `, that of guessing ${formatShare(facts.chance)}. Lesions of it say nothing yet.`,
  ];
}

/** How it was measured, and what the lines and letters mean. `others`: runs that are left out. */
export function quietText(facts: LesionFacts, blocks: number | null, others: number): string {
  const { each, sets, swaps, runs, chance, unchanged } = facts;
  const parts = [
    facts.examples > 0 ? `${formatCount(facts.examples)} images.` : '',
    runs > 1 && each.length > 0 ? `Means of ${runs} runs; each run is a dot.` : '',
    blocks !== null && each.length > 0 && each.length < blocks
      ? `${each.length} of ${blocks} blocks so far.`
      : '',
    sets.length > 0 ? `${repeatsText(facts)} for each number removed, each a dot.` : '',
    chance === null ? '' : `Dotted: chance, ${formatShare(chance)}.`,
    swaps.length > 0 ? 'τ: Kendall’s rank correlation of the new order.' : '',
    unchanged > 0
      ? `${unchanged === 1 ? '1 reordering' : `${formatCount(unchanged)} reorderings`} came out unchanged (τ = 1) and ${unchanged === 1 ? 'is' : 'are'} left out.`
      : '',
    others > 0
      ? `${others === 1 ? '1 run of a network' : `${others} runs of networks`} of another depth ${others === 1 ? 'is' : 'are'} left out.`
      : '',
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** `10 random sets`, `10 random sets × 3 seeds`. */
function repeatsText({ repeats, runs }: LesionFacts): string {
  const sets = formatPlural(repeats, 'random set');
  return runs > 1 ? `${sets} × ${formatCount(runs)} seeds` : sets;
}

function eachText(facts: LesionFacts, row: BlockRow): Sentence {
  if (facts.each.length === 0) return [];
  const worst = worstBlocks(facts);
  const [first] = worst;
  if (first === undefined)
    return [`Removing any one block does not raise the error of ${formatShare(facts.intact)}.`];
  const name = (e: (typeof worst)[number]) => row.nameOf(e.block);
  const decimals = decimalsApart(first.mean, facts.intact);
  const sentence: Sentence[number][] = [
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
  return sentence;
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
