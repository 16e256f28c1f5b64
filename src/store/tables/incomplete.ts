import { formatCount, type UserError } from '../../base/index.ts';
import type { NewEnding } from '../writeEnding.ts';
import type { TableFile } from './tableFile.ts';

/** That a run has come to its end and the disk has not taken all of it. */
export function incomplete(
  problem: UserError,
  step: number | null,
  tables: readonly Pick<TableFile, 'schema' | 'counts'>[],
): NewEnding {
  const lost = tables.flatMap(({ schema, counts: { taken, kept } }) =>
    kept < taken
      ? `${formatCount(taken - kept)} of ${formatCount(taken)} rows of ${schema.table}`
      : [],
  );
  const what = lost.length === 0 ? '' : ` Lost: ${lost.join(', ')}.`;
  const message = `${problem.message}${what} It is not finished without them: resume it, or run it again.`;
  return { ending: 'failed', message, code: problem.code, step, block: null };
}
