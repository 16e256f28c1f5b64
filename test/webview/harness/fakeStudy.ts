import type { Data } from '../../../src/protocol/index.ts';
import { axisOf } from './fakeBlocks.ts';
import { fixtureLesions, fixtureRuns, type FixtureLesion } from './fixture.ts';
import type { StudyColumn, StudyData, StudyQuery } from './measured.ts';

interface Row {
  readonly lesion: 'none' | 'remove' | 'swap';
  readonly count: number;
  readonly repeat: number;
  readonly block: number | null;
  readonly tau: number;
  /** Percent. */
  readonly error: number;
  readonly examples: number;
}

export function answerStudy(query: StudyQuery): StudyData | Extract<Data, { kind: 'none' }> {
  const lesion = fixtureLesions.get(query.run);
  const run = lesion && fixtureRuns.get(lesion.of);
  if (lesion === undefined || run === undefined)
    return { kind: 'none', reason: 'No results are recorded yet.' };
  const rows = rowsOf(lesion);
  const numbers = (name: string, of: (row: Row) => number): StudyColumn => ({
    column: { name, type: 'float64', nullable: true, unit: '', definition: name },
    values: Float64Array.from(rows, of),
  });
  return {
    kind: 'study',
    run: query.run,
    axis: axisOf(run.events.at(-1)?.spec ?? run.spec),
    of: { run: lesion.of, cell: lesion.of, step: run.steps },
    classes: 10,
    rows: rows.length,
    columns: [
      {
        column: {
          name: 'lesion',
          type: 'utf8',
          nullable: false,
          unit: '',
          definition: 'what was done',
        },
        values: rows.map(r => r.lesion),
      },
      numbers('count', r => r.count),
      numbers('repeat', r => r.repeat),
      numbers('block', r => r.block ?? NaN),
      numbers('tau', r => r.tau),
      numbers('error', r => r.error / 100),
      numbers('examples', r => r.examples),
    ],
  };
}

function rowsOf(lesion: FixtureLesion): Row[] {
  const plain = { repeat: 0, block: null, tau: 1 };
  const few = lesion.boxImages ?? lesion.images;
  return [
    { ...plain, lesion: 'none', count: 0, error: lesion.intact, examples: lesion.images },
    ...lesion.each.map((error, block) => ({
      ...plain,
      lesion: 'remove' as const,
      count: 1,
      block,
      error,
      examples: lesion.images,
    })),
    ...Object.entries(lesion.box ?? {}).flatMap(([count, errors]) =>
      errors.map((error, repeat) => ({
        ...plain,
        lesion: 'remove' as const,
        count: Number(count),
        repeat,
        error,
        examples: few,
      })),
    ),
    ...(lesion.tau ?? []).map(([tau = 1, count = 1, error = 0], repeat) => ({
      ...plain,
      lesion: 'swap' as const,
      count,
      repeat,
      tau,
      error,
      examples: few,
    })),
  ];
}
