import type { Data, StudyColumn, StudyQuery } from '../../../protocol/index.ts';
import {
  networkOf,
  resultsOf,
  studiedAxis,
  studiedBy,
  type FindRun,
} from '../../../results/index.ts';

/** All rows of a study so far, and the network that it is of. */
export function studyData({ run: id }: StudyQuery, find: FindRun): Data {
  const none = (reason: string): Data => ({ kind: 'none', reason });
  const source = find(id);
  if (source.run === null) return none(source.problem ?? 'The run is not there.');
  const of = studiedBy(source, find);
  if (of === null) return none('This run is no study of another run.');
  const results = resultsOf(source);
  if ('reason' in results) return none(results.reason);
  const axis = studiedAxis(of, find);
  if (axis === null)
    return none(
      `The run ${of.run}, which was studied, is gone, and with it the shape of its network.`,
    );
  const schema = source.tables?.resultsSchema;
  const columns = (schema?.columns ?? []).map((column): StudyColumn => {
    const values = results.columns[column.name] ?? new Float64Array(0);
    return { column, values: values as StudyColumn['values'] };
  });
  const classes = networkOf(find(of.run).run)?.classes ?? null;
  return { kind: 'study', run: id, axis, of, classes, columns, rows: results.rows };
}
