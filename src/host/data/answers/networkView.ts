import type { NetworkValue } from '../../../language/index.ts';
import type { NetworkView, StageView } from '../../../protocol/index.ts';
import { axisOf, summaryOf } from '../../../results/index.ts';

/** What a diagram shows of a network; null where it cannot be laid out. */
export function networkView(
  name: string,
  network: NetworkValue,
  batch: number,
): NetworkView | null {
  const summary = summaryOf(network, batch);
  const axis = axisOf(network);
  if (summary === null || axis === null) return null;
  let from = 0;
  const stages = axis.blocks.map((count, stage): StageView => {
    const blocks = summary.blocks.slice(from, from + count);
    from += count;
    return {
      from: from - count,
      to: from,
      out: axis.shapes[stage] ?? [],
      trainableParameters: blocks.reduce((sum, b) => sum + b.trainableParameters, 0),
    };
  });
  return { name, summary, stages, input: network.input, classes: network.classes };
}
