import type { Chain, ChainPart } from './chain.ts';
import { derivedGrowths, derivedRestarts } from './oldEvents.ts';
import type { Growth, RecordedEvent } from './tables/events.ts';

/** The growths of a chain, oldest first. */
export function growthsOf(chain: Chain): Growth[] {
  const derived = derivedGrowths(chain);
  return chain.flatMap(part =>
    recordsEvents(part)
      ? recorded(part).filter(event => event.kind === 'growth')
      : derived.filter(({ step }) => isIn(part, step)),
  );
}

/** Steps at which the rate began a new cycle without a growth. */
export function restartsOf(chain: Chain): number[] {
  const derived = derivedRestarts(chain);
  return chain.flatMap(part =>
    recordsEvents(part)
      ? recorded(part).flatMap(({ kind, step }) => (kind === 'restart' ? [step] : []))
      : derived.filter(step => isIn(part, step)),
  );
}

/** False of a run of a version that recorded none: each training of a later one has the table, if empty. */
function recordsEvents({ source }: ChainPart): boolean {
  return source.tables?.events != null;
}

function recorded(part: ChainPart): readonly RecordedEvent[] {
  return (part.source.tables?.events ?? []).filter(({ step }) => isIn(part, step));
}

/** What is due at the step of a checkpoint comes behind it: whoever goes on from that one does it again. */
function isIn({ from, until }: ChainPart, step: number): boolean {
  return step >= from && step < until;
}
