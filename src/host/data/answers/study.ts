import { leadingParent } from '../../../record/index.ts';
import { joinRows } from '../../../record/tables/index.ts';
import type { BlockAxis, Data, StudyColumn, StudyQuery } from '../../../protocol/index.ts';
import {
  type RunSource,
  axisOf,
  chainOf,
  growthsOf,
  networkAt,
  networkOf,
  numbersOf,
  textsOf,
} from '../../../results/index.ts';

/** All rows of a study so far, and the network that it is of. */
export function studyData({ run: id }: StudyQuery, find: (id: string) => RunSource): Data {
  const source = find(id);
  const { run, tables } = source;
  if (run === null || tables === null)
    return { kind: 'none', reason: source.problem ?? 'The run is not there.' };
  const parent = run.request.kind === 'train' ? null : leadingParent(run.request);
  const schema = tables.resultsSchema;
  if (parent === null) return { kind: 'none', reason: 'This run is no study of another run.' };
  if (schema === null) return { kind: 'none', reason: whyNoRows(run.life === 'ended') };
  const trained = find(parent.run);
  const axis = studiedAxis(trained, parent.step, find);
  if (axis === null)
    return {
      kind: 'none',
      reason: `The run ${parent.run}, which was studied, is gone, and with it the shape of its network.`,
    };
  const rows = joinRows(schema, tables.results);
  const columns = schema.columns.map((column): StudyColumn => {
    const isText = column.type === 'utf8';
    const values = isText ? textsOf(rows, column.name) : numbersOf(rows, column.name);
    return {
      column,
      values: isText ? (values as readonly string[]) : Float64Array.from(values as Float64Array),
    };
  });
  return {
    kind: 'study',
    run: id,
    axis,
    of: { run: parent.run, cell: trained.run?.request.cell.name ?? '', step: parent.step },
    classes: networkOf(trained.run)?.classes ?? null,
    columns,
    rows: rows.rows,
  };
}

/** The network at a checkpoint, which holds it as it is before a growth at its own step. */
function studiedAxis(
  trained: RunSource,
  step: number | null,
  find: (id: string) => RunSource,
): BlockAxis | null {
  const network = networkOf(trained.run);
  if (network === null) return null;
  const chain = chainOf(trained, find);
  for (const part of chain) part.source.read('metrics', 'events');
  const growth = growthsOf(chain).findLast(g => step === null || g.step < step);
  if (growth === undefined) return axisOf(network);
  return networkAt(network, growth.blocks[1])?.axis ?? null;
}

function whyNoRows(hasEnded: boolean): string {
  return hasEnded ? 'The study ended without a result.' : 'The study has no result yet.';
}
