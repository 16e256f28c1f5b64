import type { StudyData } from './measured.ts';
import { axisOf } from './fakeBlocks.ts';
import { fixtureRuns } from './fixture.ts';

/** The newest record of a measured run, as the study `norms of NAME` would write it; undefined of other ids. */
export function normsStudy(id: string): StudyData | undefined {
  const name = /^norms of (.*)$/.exec(id)?.[1];
  if (name === undefined) return undefined;
  const run = fixtureRuns.get(name);
  const blocks = run?.events.at(-1)?.spec ?? run?.spec ?? [];
  const [state = [], residual = [], gradient = []] = [
    run?.state.at(-1),
    run?.residual.at(-1),
    run?.gradient.at(-1),
  ];
  const column = (title: string, values: (block: number) => number | null | undefined) => ({
    column: { name: title, type: 'float64' as const, nullable: true, unit: '', definition: '' },
    values: Float64Array.from(state, (_, block) => values(block) ?? NaN),
  });
  return {
    kind: 'study',
    run: id,
    axis: axisOf(blocks),
    of: { run: name, cell: name, step: run?.steps ?? null },
    classes: 10,
    rows: state.length,
    columns: [
      column('block', block => block),
      column('state', block => state[block]),
      column('residual', block => residual[block]),
      column('gradient', block => gradient[block]),
      column('ratio', block => (gradient[block] ?? NaN) / (gradient[block + 1] ?? NaN)),
      column('examples', () => 1000),
    ],
  };
}
