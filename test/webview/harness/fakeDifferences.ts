import type { DifferencesData, DifferencesQuery } from '../../../src/protocol/index.ts';
import { formatCount } from '../../../src/base/index.ts';
import { fixtureRun, type FixtureRun } from './fixture.ts';

const facts: readonly (readonly [string, (run: FixtureRun) => string])[] = [
  ['blocks', run => [run.spec, ...run.events.map(e => e.spec)].map(s => s.join('-')).join(' → ')],
  ['shortcut', run => run.shortcut],
  ['h', run => [run.h, ...run.events.map(e => e.h)].join(' → ')],
  ['parameters', run => formatCount(run.params)],
  ['steps', run => String(run.steps)],
  ['batch', run => String(run.batch)],
];

export function answerDifferences({ runs }: DifferencesQuery): DifferencesData {
  const rows = facts.map(([path, fact]) => {
    const byText = new Map<string, string[]>();
    for (const id of runs) {
      const run = fixtureRun(id);
      if (run) byText.set(fact(run), [...(byText.get(fact(run)) ?? []), id]);
    }
    return { path, values: [...byText].map(([text, of]) => ({ text, runs: of })) };
  });
  return {
    kind: 'differences',
    rows: rows.filter(r => r.values.length > 1),
    same: rows.filter(r => r.values.length === 1).map(r => r.path),
  };
}
