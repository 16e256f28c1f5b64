import type { CurveAxis, RunEvent } from '../../../protocol/index.ts';
import { eventsOf, firstAbove, joinMetrics, type Chain } from '../../../results/index.ts';

/** What happened in a chain of trainings, by step, at its place on this axis. */
export function placedEvents(chain: Chain, axis: CurveAxis): RunEvent[] {
  const train = joinMetrics(chain, 'train');
  const steps = train.column('step');
  const x = train.column(axis);
  // Where this many steps were done.
  const place = (step: number) => {
    if (axis === 'step') return step;
    const index = firstAbove(steps, step) - 1;
    return index < 0 ? 0 : (x[index] ?? 0);
  };
  return eventsOf(chain).map(event => ({ ...event, x: place(event.step) }));
}
