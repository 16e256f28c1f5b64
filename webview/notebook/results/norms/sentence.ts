import { formatCount, formatValue } from '../../../../src/base/index.ts';
import { type Sentence, strong } from '../../../charts/blocks/sentence.ts';
import type { NormsFacts } from './normsFacts.ts';

/** What the panels show at a step (null: a study of a checkpoint whose step is not known). */
export function normsSentence(
  facts: NormsFacts,
  step: number | null,
  nameOf: (block: number) => string,
): Sentence {
  const parts: (Sentence[number] | null)[] = [
    step === null ? null : `Step ${formatCount(step)}: `,
    largestText(facts, nameOf, step !== null),
    facts.broken > 0 && facts.largest !== null
      ? ` ${brokenText(facts.broken)} no finite residual.`
      : null,
    theoryText(facts.againstTheory),
  ];
  const sentence = parts.filter(part => part !== null);
  const reach = unreachedText(facts.unreached);
  if (facts.ratios === 0) return [...sentence, ...reach];
  const share = `${formatCount(facts.inside)} of ${formatCount(facts.ratios)}`;
  return [...sentence, ' ', strong(share), ' gradient ratios lie inside 1 ± δ.', ...reach];
}

function unreachedText(blocks: number): string[] {
  if (blocks === 0) return [];
  const which = blocks === 1 ? '1 block has' : `${formatCount(blocks)} blocks have`;
  return [` ${which} no gradient ratio: the gradient there is zero.`];
}

function largestText(
  { largest }: NormsFacts,
  nameOf: (block: number) => string,
  afterColon: boolean,
): string {
  if (largest === null) return afterColon ? 'no residual is finite.' : 'No residual is finite.';
  const value = formatValue(largest.residual);
  return `${afterColon ? 'the' : 'The'} largest residual is block ${nameOf(largest.block)} (${value}).`;
}

function brokenText(blocks: number): string {
  return blocks === 1 ? '1 block has' : `${formatCount(blocks)} blocks have`;
}

function theoryText(factor: number | null): string | null {
  if (factor === null) return null;
  return ` Residuals are ${formatValue(factor, 2)} times what growth predicts (1/d).`;
}
