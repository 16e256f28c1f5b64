import { finiteOrNull } from '../base/index.ts';
import { endingReason } from '../record/index.ts';
import type { CurveAxis, RunEvent } from '../protocol/index.ts';
import { firstAbove, joinMetrics, type Chain, type Joined } from './chain.ts';
import { growthsOf, restartsOf } from './growths.ts';
import { networkAt } from './networks.ts';
import { networkOf } from './requested.ts';

/** What happened in a chain of trainings, by step, at its place on this axis. */
export function eventsOf(chain: Chain, axis: CurveAxis): RunEvent[] {
  const train = joinMetrics(chain, 'train');
  const place = placer(train, axis);
  const found = [
    ...growths(chain, place),
    ...resumes(chain, place),
    ...restarts(chain, place),
    ...failure(chain, train, place),
  ];
  return found.sort((a, b) => a.step - b.step);
}

type Placer = (step: number) => number;

/** x of the moment at which this many steps were done. */
function placer(train: Joined, axis: CurveAxis): Placer {
  const steps = train.column('step');
  const x = train.column(axis);
  return step => {
    if (axis === 'step') return step;
    const index = firstAbove(steps, step) - 1;
    return index < 0 ? 0 : (x[index] ?? 0);
  };
}

function growths(chain: Chain, place: Placer): RunEvent[] {
  const network = networkOf(chain.at(-1)?.source.run ?? null);
  const byStage = (blocks: number) => networkAt(network, blocks)?.axis.blocks ?? [blocks];
  return growthsOf(chain).map(({ step, blocks, h, loss, accuracy }) => ({
    x: place(step),
    step,
    event: 'growth',
    from: byStage(blocks[0]),
    to: byStage(blocks[1]),
    stepSize: h,
    loss: [finiteOrNull(loss[0]), finiteOrNull(loss[1])],
    accuracy: [finiteOrNull(accuracy[0]), finiteOrNull(accuracy[1])],
  }));
}

function resumes(chain: Chain, place: Placer): RunEvent[] {
  return chain.flatMap(({ source, from }, i) => {
    const run = source.run;
    if (i === 0 || run === null) return [];
    const time = run.process?.started ?? run.request.created;
    const byItself = run.request.retry === 'used';
    return [
      { x: place(from), step: from, event: 'resume' as const, time, run: source.id, byItself },
    ];
  });
}

function restarts(chain: Chain, place: Placer): RunEvent[] {
  return restartsOf(chain).map(step => ({ x: place(step), step, event: 'restart' }));
}

function failure(chain: Chain, train: Joined, place: Placer): RunEvent[] {
  const ending = chain.at(-1)?.source.run?.ending ?? null;
  if (ending?.ending !== 'failed' && ending?.ending !== 'crashed') return [];
  const last = train.column('step')[train.length - 1] ?? 0;
  const step = (ending.ending === 'failed' ? ending.step : null) ?? last;
  return [{ x: place(step), step, event: 'failure', message: endingReason(ending) }];
}
