import { planNetwork, presetNetwork, summarise } from '../../../src/network/index.ts';
import type { Data, NetworkData, NetworkQuery } from '../../../src/protocol/index.ts';

/** Blocks by stage of the networks that a test can name. */
const networks: Readonly<Record<string, readonly number[]>> = {
  shallow: [3, 3, 3],
  deep: [6, 6, 6],
  'resnet-122': [20, 20, 20],
  'resnet-1004': [167, 167, 167],
};

export function answerNetwork(query: NetworkQuery): NetworkData | Extract<Data, { kind: 'none' }> {
  const blocks = networks[query.network];
  if (blocks === undefined) return { kind: 'none', reason: `There is no ${query.network}.` };
  const preset = presetNetwork({ preset: 'resnet', depth: 20 });
  const stages = preset.stages.map((stage, s) => ({ ...stage, blocks: blocks[s] ?? 1 }));
  const value = { ...preset, stages };
  const summary = summarise(planNetwork(value), query.batch ?? 100);
  let from = 0;
  return {
    kind: 'network',
    name: query.network,
    summary,
    stages: blocks.map(n => {
      const own = summary.blocks.slice(from, from + n);
      from += n;
      return {
        from: from - n,
        to: from,
        out: own.at(-1)?.out ?? [],
        trainableParameters: own.reduce((sum, b) => sum + b.trainableParameters, 0),
      };
    }),
    input: value.input,
    classes: value.classes,
    isOfEarlierText: false,
    lines: blocks.map((_, s) => 5 + s),
  };
}
