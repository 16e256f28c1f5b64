import { formatCount, formatValue } from '../../base/index.ts';
import { type Sentence, strong } from '../../figures/index.ts';
import { insideBand, normsFacts, type NormsFacts } from './present.facts.ts';
import type { NormsMean } from './present.mean.ts';
import type { NormsView } from './present.view.ts';

/** What the panels show of one run at a step (null: a study of a checkpoint whose step is not known). */
export function sentenceOf(view: NormsView, delta: number): Sentence {
  const facts = normsFacts(view.record, view.theory?.residual ?? null, delta);
  return said(view, facts, '', ' gradient ratios lie inside 1 ± δ.', facts);
}

/** The same of several runs: of their mean, and how far they are apart. */
export function sentenceOfAll(
  { view, low, high }: NormsMean,
  runs: readonly NormsView[],
  delta: number,
): Sentence {
  const facts = normsFacts(view.record, view.theory?.residual ?? null, delta);
  const block = facts.largest?.block ?? -1;
  const range = `; ${formatValue(low.residual[block])} to ${formatValue(high.residual[block])} by run`;
  const every = runs.map(run => insideBand(run.record.ratio, delta));
  const sum = (of: 'inside' | 'ratios') => every.reduce((total, each) => total + each[of], 0);
  const whole = { inside: sum('inside'), ratios: sum('ratios') };
  return said(view, facts, range, ` gradient ratios of all runs lie inside 1 ± δ.`, whole);
}

function said(
  { step, label, own, ...view }: NormsView,
  facts: NormsFacts,
  range: string,
  ratioWords: string,
  { inside, ratios }: Pick<NormsFacts, 'inside' | 'ratios'>,
): Sentence {
  const isMean = range !== '';
  const head = [step === null ? '' : `step ${formatCount(step)}`, isMean ? label : ''].filter(
    part => part !== '',
  );
  const start = head.length === 0 ? '' : `${capital(head.join(', '))}: `;
  const nameOf = (block: number) => own.nameOf(block);
  const parts: Sentence[number][] = [start + largestText(facts, nameOf, range, start === '')];
  if (facts.broken.length > 0 && facts.largest !== null)
    parts.push(` ${brokenText(facts, nameOf, view.record.residual)}`);
  if (facts.againstTheory !== null)
    parts.push(
      ` Residuals are ${formatValue(facts.againstTheory, 2)} times what growth predicts (1/d).`,
    );
  if (ratios > 0)
    parts.push(' ', strong(`${formatCount(inside)} of ${formatCount(ratios)}`), ratioWords);
  if (facts.unreached > 0)
    parts.push(` ${blocksHave(facts.unreached)} no gradient ratio: the gradient there is zero.`);
  return parts;
}

function largestText(
  { largest }: NormsFacts,
  nameOf: (block: number) => string,
  range: string,
  isFirst: boolean,
): string {
  const words =
    largest === null
      ? 'no residual is finite.'
      : `the largest residual is block ${nameOf(largest.block)} (${formatValue(largest.residual)}${range}).`;
  return isFirst ? capital(words) : words;
}

/** From where on residuals are no numbers, as they are behind a layer that overflows; else how many. */
function brokenText(
  { broken, blocks }: NormsFacts,
  nameOf: (block: number) => string,
  residual: ArrayLike<number>,
): string {
  const first = broken[0] ?? 0;
  const infinite = broken.every(block => Math.abs(residual[block] ?? NaN) === Infinity);
  if (broken.length === 1)
    return `The residual of block ${nameOf(first)} is ${infinite ? 'infinite' : 'not finite'}.`;
  if (broken.length === blocks - first)
    return infinite
      ? `From block ${nameOf(first)} on residuals are infinite.`
      : `From block ${nameOf(first)} on no residual is finite.`;
  return `${blocksHave(broken.length)} no finite residual, the first is ${nameOf(first)}.`;
}

function blocksHave(blocks: number): string {
  return blocks === 1 ? '1 block has' : `${formatCount(blocks)} blocks have`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
