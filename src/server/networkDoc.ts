import { describeVariance, type VariancePrediction } from '../checks/index.ts';
import { formatShape } from '../language/index.ts';
import type { NetworkSummary } from '../network/index.ts';
import { formatBytes, formatCount, formatShort } from '../base/index.ts';

/** The counts of a network as a Markdown table, with what each counts. */
export function describeNetwork(
  summary: NetworkSummary,
  variance: VariancePrediction | null,
  hasMistakes: boolean,
): string {
  const { layers, blocks } = summary;
  const rows = [
    ['name', summary.name ?? 'none of the papers’ families'],
    ['depth', `${summary.depth} layers with weights, ${blocks.length} blocks`],
    ['input → last block', `${shapeOf(layers[0]?.in)} → ${shapeOf(blocks.at(-1)?.out)}`],
    ['parameters', formatCount(summary.trainableParameters)],
    ['running statistics', formatCount(summary.otherParameters)],
    ['MACs', `${formatShort(summary.macs)} for one example, forward`],
    ['receptive field', `${summary.receptiveField} pixels`],
    [
      `training memory, batch ${summary.batch}`,
      `${formatBytes(summary.trainingMemoryBytes)}, of it feature maps ${formatBytes(summary.activationBytes)}`,
    ],
  ];
  if (variance !== null && blocks.length > 0) {
    const { prediction, law } = describeVariance(variance);
    rows.push(['predicted at the start', prediction]);
    if (law !== null) rows.push(['by the papers', law]);
  }
  const table = ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  const warning = 'It has mistakes; these are the counts of what can be read.\n\n';
  return `${hasMistakes ? warning : ''}${table.join('\n')}`;
}

function shapeOf(shape: Parameters<typeof formatShape>[0] | undefined): string {
  return shape === undefined ? 'unknown' : formatShape(shape);
}
