import {
  decimalsApart,
  formatCount,
  formatPoints,
  formatValue,
  mean,
} from '../../../../src/base/index.ts';
import type { BlockRow } from '../../../../src/figures/index.ts';
import { type Sentence, strong } from '../../../charts/blocks/sentence.ts';
import { blocksOf } from './blockPanels.ts';
import { having, valueAt, type ComparedRun } from './comparedRun.ts';

/** What two runs are to each other block by block. Of more runs only how deep they are. */
export function blockSentence(row: BlockRow, runs: readonly ComparedRun[]): Sentence {
  return [...shapeText(runs), ...residualText(row, runs), ...costText(row, runs)];
}

function shapeText(runs: readonly ComparedRun[]): Sentence {
  const [first] = runs;
  if (first === undefined) return [];
  const counts = runs.map(run => run.own.count);
  if (runs.every(run => run.own.equals(first.own)))
    return [`Same shape: ${formatCount(first.own.count)} blocks. `];
  if (counts.every(count => count === first.own.count)) return [];
  const each = runs.map(run => `${run.name} ${formatCount(run.own.count)}`).join(', ');
  return [`Blocks: ${each}, drawn at the same place in their stages. `];
}

/** Geometric mean over blocks. */
function residualText(row: BlockRow, all: readonly ComparedRun[]): Sentence {
  const [first, other, ...more] = having(all, 'residual');
  if (first === undefined || other === undefined || more.length > 0) return [];
  const logs = blocksOf(row)
    .map(b => Math.log(valueAt(row, other, 'residual', b) / valueAt(row, first, 'residual', b)))
    .filter(Number.isFinite);
  if (logs.length === 0) return [];
  return [
    `The residuals of ${other.name} are `,
    strong(`${formatValue(Math.exp(mean(logs)), 2)} times`),
    ` those of ${first.name} (geometric mean over blocks). `,
  ];
}

/** The block whose removal tells them apart most. */
function costText(row: BlockRow, all: readonly ComparedRun[]): Sentence {
  const [first, other, ...more] = having(all, 'cost');
  if (first === undefined || other === undefined || more.length > 0) return [];
  const costs = blocksOf(row).map(block => ({
    block,
    costs: [first, other].map(run => valueAt(row, run, 'cost', block)),
  }));
  const apart = ({ costs: [a = NaN, b = NaN] }: (typeof costs)[number]) => Math.abs(a - b);
  const [most] = costs.filter(c => apart(c) > 0).sort((a, b) => apart(b) - apart(a));
  if (most === undefined) return [];
  const [a = NaN, b = NaN] = most.costs;
  const text = (cost: number) => formatPoints(cost, decimalsApart(a, b, 0));
  return [
    'Removing block ',
    strong(row.nameOf(most.block)),
    ` tells them apart most: ${text(a)} points in ${first.name}, ${text(b)} in ${other.name}.`,
  ];
}
