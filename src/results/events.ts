import { finiteOrNull } from '../base/index.ts';
import { endingReason } from '../record/index.ts';
import type { TrainedEvent } from '../curves/index.ts';
import { joinMetrics, type Chain } from './chain.ts';
import { growthsOf, restartsOf } from './growths.ts';
import { networkAt } from './networks.ts';
import { networkOf } from './requested.ts';

/** What happened in a chain of trainings, by step. */
export function eventsOf(chain: Chain): TrainedEvent[] {
  const found = [...growths(chain), ...resumes(chain), ...restarts(chain), ...failure(chain)];
  return found.sort((a, b) => a.step - b.step);
}

function growths(chain: Chain): TrainedEvent[] {
  const network = networkOf(chain.at(-1)?.source.run ?? null);
  const byStage = (blocks: number) => networkAt(network, blocks)?.axis.blocks ?? [blocks];
  return growthsOf(chain).map(({ step, blocks, h, loss, accuracy }) => ({
    step,
    event: 'growth',
    from: byStage(blocks[0]),
    to: byStage(blocks[1]),
    stepSize: h,
    loss: [finiteOrNull(loss[0]), finiteOrNull(loss[1])],
    accuracy: [finiteOrNull(accuracy[0]), finiteOrNull(accuracy[1])],
  }));
}

function resumes(chain: Chain): TrainedEvent[] {
  return chain.flatMap(({ source, from }, i) => {
    const run = source.run;
    if (i === 0 || run === null) return [];
    const time = run.process?.started ?? run.request.created;
    const byItself = run.request.retry === 'used';
    return [{ step: from, event: 'resume' as const, time, run: source.id, byItself }];
  });
}

function restarts(chain: Chain): TrainedEvent[] {
  return restartsOf(chain).map(step => ({ step, event: 'restart' }));
}

function failure(chain: Chain): TrainedEvent[] {
  const ending = chain.at(-1)?.source.run?.ending ?? null;
  if (ending?.ending !== 'failed' && ending?.ending !== 'crashed') return [];
  const train = joinMetrics(chain, 'train');
  const last = train.column('step')[train.length - 1] ?? 0;
  const step = (ending.ending === 'failed' ? ending.step : null) ?? last;
  return [{ step, event: 'failure', message: endingReason(ending) }];
}
