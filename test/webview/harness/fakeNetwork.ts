import { planNetwork, presetNetwork, summarise } from '../../../src/network/index.ts';
import type {
  Data,
  NetworkData,
  NetworkQuery,
  NetworkView,
  TrainedData,
  TrainedQuery,
} from '../../../src/protocol/index.ts';
import { fixtureRun } from './fixture.ts';

/** Blocks by stage of the networks that a test can name. */
const networks: Readonly<Record<string, readonly number[]>> = {
  shallow: [3, 3, 3],
  deep: [6, 6, 6],
  plain: [3, 3, 3],
  'resnet-122': [20, 20, 20],
  'resnet-1004': [167, 167, 167],
};

export function answerNetwork(query: NetworkQuery): NetworkData | Extract<Data, { kind: 'none' }> {
  const blocks = networks[query.network];
  if (blocks === undefined) return { kind: 'none', reason: `There is no ${query.network}.` };
  const view = viewOf(query.network, blocks, query.batch ?? 100);
  return { kind: 'network', ...view, isOfEarlierText: false, lines: blocks.map((_, s) => 5 + s) };
}

/** Of a measured run with as many blocks as were asked for, else with those that it began with. */
export function answerTrained({
  run,
  blocks,
}: TrainedQuery): TrainedData | Extract<Data, { kind: 'none' }> {
  const measured = fixtureRun(run);
  if (measured === undefined) return { kind: 'none', reason: `There is no ${run}.` };
  const known = [measured.spec, ...measured.events.map(e => e.spec)];
  const count = (spec: readonly number[]) => spec.reduce((a, b) => a + b, 0);
  const spec = known.find(s => count(s) === blocks) ?? measured.spec;
  return { kind: 'trained', run, ...viewOf(measured.name, spec, measured.batch) };
}

function viewOf(name: string, blocks: readonly number[], batch: number): NetworkView {
  const preset = presetNetwork({ preset: 'resnet', depth: 20 });
  const stages = preset.stages.map((stage, s) => ({ ...stage, blocks: blocks[s] ?? 1 }));
  const shortcut = name === 'plain' ? ('none' as const) : preset.shortcut;
  const value = { ...preset, stages, shortcut };
  const summary = summarise(planNetwork(value), batch);
  let from = 0;
  return {
    name,
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
  };
}
