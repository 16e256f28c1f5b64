import type { RunCurves, RunEvent } from '../../../src/protocol/index.ts';
import { formatClock } from '../../base/format.ts';
import type { EventMark } from './model.ts';

/** More flags than this are dotted lines without words. */
const mostFlags = 12;

/** Events of the shown runs, each place once; of several runs the words name the run. */
export function marksOf(
  runs: readonly RunCurves[],
  names: ReadonlyMap<string, { readonly name: string }>,
  hasFlags: boolean,
): EventMark[] {
  const marks = new Map<string, EventMark>();
  for (const run of runs) {
    const name = runs.length > 1 ? (names.get(run.run)?.name ?? run.run) : null;
    for (const event of run.events) {
      if (event.event === 'failure') continue;
      const label = hasFlags ? wordsOf(event, name) : null;
      marks.set(`${event.x} ${label}`, { x: event.x, label });
    }
  }
  const sorted = [...marks.values()].sort((a, b) => a.x - b.x);
  return sorted.length <= mostFlags ? sorted : sorted.map(({ x }) => ({ x, label: null }));
}

function wordsOf(event: Exclude<RunEvent, { event: 'failure' }>, name: string | null): string {
  const of = name === null ? '' : `${name} `;
  switch (event.event) {
    case 'growth':
      if (name !== null) return `${of}grows`;
      return `grow ${count(event.from)} → ${count(event.to)} blocks`;
    case 'resume':
      return `${of}resumed ${formatClock(event.time)}`;
    case 'restart':
      return `${of}restart`;
  }
}

const count = (blocks: readonly number[]) => blocks.reduce((sum, n) => sum + n, 0);
