import { describe, expect, it } from 'vitest';
import { plainText } from '../../../webview/charts/blocks/sentence.ts';
import { normsFacts } from '../../../webview/notebook/results/norms/normsFacts.ts';
import { normsSentence } from '../../../webview/notebook/results/norms/sentence.ts';

const record = {
  state: [1, 2, 3],
  residual: [4, 2],
  gradient: [1.2, 1, 4],
  ratio: [1.2, 0.25],
};
const nameOf = (block: number) => `1.${block + 1}`;

describe('what norms show', () => {
  it('is the largest residual, the band and the prediction', () => {
    expect(normsFacts(record, [2, 4], 0.3)).toEqual({
      largest: { block: 0, residual: 4 },
      againstTheory: 1,
      inside: 1,
      ratios: 2,
      unreached: 0,
      broken: 0,
    });
    expect(normsFacts(record, [2, 1], 0.1)).toMatchObject({ againstTheory: 2, inside: 0 });
  });

  it('is said in a sentence', () => {
    expect(plainText(normsSentence(normsFacts(record, [2, 1], 0.3), 410, nameOf))).toBe(
      'Step 410: the largest residual is block 1.1 (4.00). Residuals are 2.0 times what growth predicts (1/d). 1 of 2 gradient ratios lie inside 1 ± δ.',
    );
    expect(plainText(normsSentence(normsFacts(record, null, 0.3), null, nameOf))).toBe(
      'The largest residual is block 1.1 (4.00). 1 of 2 gradient ratios lie inside 1 ± δ.',
    );
  });

  it('says what is no number', () => {
    const broken = { ...record, residual: [NaN, 2], ratio: [NaN, NaN] };
    expect(plainText(normsSentence(normsFacts(broken, null, 0.3), 2, nameOf))).toBe(
      'Step 2: the largest residual is block 1.2 (2.00). 1 block has no finite residual.',
    );
    const dead = { ...record, gradient: [0, 0, 0], ratio: [NaN, NaN] };
    expect(plainText(normsSentence(normsFacts(dead, null, 0.3), 2, nameOf))).toBe(
      'Step 2: the largest residual is block 1.1 (4.00). 2 blocks have no gradient ratio: the gradient there is zero.',
    );
    const all = { ...broken, residual: [NaN, Infinity] };
    expect(plainText(normsSentence(normsFacts(all, null, 0.3), 2, nameOf))).toBe(
      'Step 2: no residual is finite.',
    );
  });
});
