import { formatCount } from '../../base/index.ts';
import type { VarianceLaw, VariancePrediction } from './variance.ts';

/** `2.43`, `788`, `2.2e-4`: a factor as people read it. */
export function formatGrowth(growth: number): string {
  if (growth === Infinity) return 'more than 1e100';
  if (growth < 1e-300) return 'less than 1e-300';
  if (growth >= 100 && growth < 1e6) return formatCount(Math.round(growth));
  if (growth >= 0.01 && growth < 100) return growth.toPrecision(3);
  return growth.toExponential(1).replace('e+', 'e');
}

/** What is predicted of the states at the start, and the papers' law beside it: a sentence each. */
export function describeVariance({ meanSquare, growth, varianceGrowth, law }: VariancePrediction): {
  readonly prediction: string;
  readonly law: string | null;
} {
  const blocks = meanSquare.length - 1;
  const isCentred = Math.abs(varianceGrowth / growth - 1) < 0.005;
  const also = isCentred ? '' : `, the variance ×${formatGrowth(varianceGrowth)}`;
  return {
    prediction: `mean square of the state ×${formatGrowth(growth)} over ${blocks} blocks${also} (expectation over draws, borders included)`,
    law: law && describeLaw(law),
  };
}

function describeLaw({ block, growth, isBound }: VarianceLaw): string {
  const paper = block === 'plain-relu' ? 'He et al., ICCV 2015' : 'Taki, arXiv 1709.02956';
  const at = isBound ? 'at least ' : '';
  return `${at}×${formatGrowth(growth)} by the law for dense layers, without borders (${paper})`;
}

/** The same as lines of a text, with what they are about. */
export function varianceLines(prediction: VariancePrediction | null): string[] {
  if (prediction === null || prediction.meanSquare.length < 2) return [];
  const { prediction: predicted, law } = describeVariance(prediction);
  return [
    `at the start, predicted: ${predicted}`,
    ...(law === null ? [] : [`at the start, by the papers: ${law}`]),
  ];
}
