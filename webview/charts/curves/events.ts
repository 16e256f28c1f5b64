import type { RunCurves, RunEvent } from '../../../src/protocol/index.ts';
import { formatClock } from '../../../src/base/index.ts';
import type { EventMark } from './model.ts';

/** More flags than this are dotted lines without words. */
const mostFlags = 12;

/** Events of the shown runs, each place once; where only some runs have one, the words name the run. */
export function marksOf(
  runs: readonly RunCurves[],
  names: ReadonlyMap<string, { readonly name: string }>,
  hasFlags: boolean,
): EventMark[] {
  const places = new Map<string, { x: number; words: string[] }>();
  for (const run of runs)
    for (const event of run.events) {
      if (event.event === 'failure') continue;
      const key = `${event.event} ${event.x}`;
      const place = places.get(key) ?? { x: event.x, words: [] };
      places.set(key, place);
      place.words.push(wordsOf(event, null), wordsOf(event, names.get(run.run)?.name ?? run.run));
    }
  const hasWords = hasFlags && places.size <= mostFlags;
  return [...places.values()]
    .sort((a, b) => a.x - b.x)
    .map(({ x, words: [plain = '', named = '', ...others] }) => {
      const isOfAll = others.length === 2 * (runs.length - 1);
      const more = others.length === 0 || isOfAll ? '' : ` and ${others.length / 2} more`;
      return { x, label: hasWords ? (isOfAll ? plain : named + more) : null };
    });
}

function wordsOf(event: Exclude<RunEvent, { event: 'failure' }>, name: string | null): string {
  const of = name === null ? '' : `${name} `;
  switch (event.event) {
    case 'growth':
      if (name !== null) return `${of}grows`;
      return `grow ${count(event.from)} → ${count(event.to)} blocks`;
    case 'resume':
      return `${of}${event.byItself ? 'went on after a crash' : 'resumed'} ${formatClock(event.time)}`;
    case 'restart':
      return `${of}restart`;
  }
}

const count = (blocks: readonly number[]) => blocks.reduce((sum, n) => sum + n, 0);
