import type { Query, StudyData } from '../../../../src/protocol/index.ts';
import type { Answer, DataSource } from '../../../../webview/base/context.ts';
import { axisOf } from '../../harness/fakeBlocks.ts';
import { fixtureRuns } from '../../harness/fixture.ts';

/** The newest record of a measured run, as the study `norms` would write it. */
export function normsStudy(name: string): StudyData {
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
    run: `norms of ${name}`,
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

/** Answers `norms of NAME` itself and asks another source for the rest. */
export function withNormsStudies(source: DataSource): DataSource {
  return {
    subscribe<Q extends Query>(query: Q, onData: (data: Answer<Q>) => void) {
      const name = query.kind === 'study' ? /^norms of (.*)$/.exec(query.run)?.[1] : undefined;
      if (name === undefined) return source.subscribe(query, onData);
      // The answer is of the kind of its query.
      onData(normsStudy(name) as Answer<Q>);
      return { update: () => {}, close: () => {} };
    },
  };
}
