import { formatClock } from '../base/index.ts';
import type { EventMark } from '../figures/index.ts';
import { placeOfStep, type Abscissa } from './place.ts';
import type { TrainedEvent, TrainedRun } from './types.ts';

/** More flags than this are dotted lines without words. */
const mostFlags = 12;

/** Events of the shown runs, each place once; where only some have one, the words name whose it is. */
export function eventMarks(
  runs: readonly TrainedRun[],
  nameOf: (run: TrainedRun) => string,
  axis: Abscissa,
  hasFlags: boolean,
): EventMark[] {
  const places = new Map<string, { x: number; event: FlaggedEvent; names: Set<string> }>();
  for (const run of runs)
    for (const event of run.events) {
      if (event.event === 'failure') continue;
      const x = placeOfStep(run, event.step, axis);
      const key = `${event.event} ${x}`;
      const place = places.get(key) ?? { x, event, names: new Set() };
      places.set(key, place);
      place.names.add(nameOf(run));
    }
  const all = new Set(runs.map(nameOf)).size;
  const hasWords = hasFlags && places.size <= mostFlags;
  return [...places.values()]
    .sort((a, b) => a.x - b.x)
    .map(({ x, event, names }): EventMark => {
      if (!hasWords) return { x, label: null, kind: 'event' };
      const [first = '', ...others] = names;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      if (names.size < all) return { x, label: wordsOf(event, first) + more, kind: 'event' };
      const short = shortOf(event);
      const label = wordsOf(event, null);
      return { x, label, kind: 'event', ...(short === '' ? {} : { short }) };
    });
}

type FlaggedEvent = Exclude<TrainedEvent, { event: 'failure' }>;

function wordsOf(event: FlaggedEvent, name: string | null): string {
  const of = name === null ? '' : `${name} `;
  switch (event.event) {
    case 'growth':
      if (name !== null) return `${of}grows`;
      return `grow ${countOf(event.from)} → ${countOf(event.to)} blocks`;
    case 'resume':
      return `${of}${event.byItself ? 'went on after a crash' : 'resumed'} ${formatClock(event.time)}`;
    case 'restart':
      return `${of}restart`;
  }
}

/** `6 → 12`, where flags stand near each other. */
function shortOf(event: FlaggedEvent): string {
  return event.event === 'growth' ? `${countOf(event.from)} → ${countOf(event.to)}` : '';
}

export const countOf = (blocks: readonly number[]): number => blocks.reduce((sum, n) => sum + n, 0);

export function failureOf({
  events,
}: TrainedRun): Extract<TrainedEvent, { event: 'failure' }> | undefined {
  return events.findLast(event => event.event === 'failure');
}

/** Where the axis of a run ends: of its plan or its last record. A run that failed early would be a dot at the beginning of its plan. */
export function endOf(run: TrainedRun, planned: number, last: number, axis: Abscissa): number {
  const end = Math.max(planned, last);
  const failure = failureOf(run);
  if (failure === undefined || last > end * 0.1) return end;
  return 2 * Math.max(placeOfStep(run, failure.step, axis), last);
}
