import { UserError, type TableSchema } from '../base/index.ts';
import { readStudy, studyOf } from '../language/index.ts';
import type { RunRequest } from '../record/index.ts';
import { computations } from '../studies/compute.index.ts';
import type { StudyComputation } from './studies/index.ts';

/** What a run asks of a study. */
export interface AskedStudy {
  readonly computation: StudyComputation<unknown>;
  readonly value: unknown;
  /** Which examples it needs; null: none. */
  readonly examples: {
    readonly split: 'test' | 'validation' | 'train';
    /** Null: all. */
    readonly count: number | null;
  } | null;
  /** What it writes. */
  readonly results: TableSchema;
}

/**
 * Reads what run.json asks for, which is not trusted.
 *
 * @throws UserError `run.unreadable` where this version does not know the study or its value, `engine.lacks`
 * where it cannot compute it.
 */
export function studyRequest({ id, kind, value }: RunRequest): AskedStudy {
  const study = studyOf(kind);
  if (study === undefined)
    throw new UserError(
      'run.unreadable',
      `run.json of ${id} asks for \`${kind}\`, which this version does not know; a newer one may.`,
    );
  const computation = computations.get(kind);
  if (computation === undefined || study.needs.subject !== 'run')
    throw new UserError('engine.lacks', `The engine cannot compute the study \`${kind}\` yet.`);
  const read = readStudy(study, value);
  if ('problem' in read)
    throw new UserError(
      'run.unreadable',
      `run.json of ${id} asks for a study \`${kind}\` that no cell can ask for: ${read.problem} Run the cell again.`,
    );
  const { split = 'test', examples = null } = read.value as Partial<StudiedValue>;
  return {
    computation: computation,
    value: read.value,
    examples: study.needs.examples ? { split, count: examples } : null,
    results: { table: 'results', columns: study.columns },
  };
}

/** What the values of most studies of examples have. */
interface StudiedValue {
  readonly split: 'test' | 'validation' | 'train';
  readonly examples: number | null;
}
