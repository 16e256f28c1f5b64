import { leadingParent } from '../../record/index.ts';
import { joinRows } from '../../record/tables/index.ts';
import type { BlockAxis, Table, Values } from '../../figures/index.ts';
import { chainOf } from '../chain.ts';
import { growthsOf } from '../growths.ts';
import { axisOf, networkAt } from '../networks.ts';
import { networkOf } from '../requested.ts';
import type { FindRun, RunSource } from '../runSource.ts';
import { numbersOf, textsOf } from '../tables/columns.ts';
import type { NotShown } from './blocks.ts';

/** What was studied: a training, at the step of a checkpoint. */
export interface Studied {
  readonly run: string;
  readonly cell: string;
  readonly step: number | null;
}

/** The training that a run studied; null: it is no study of one. */
export function studiedBy({ run }: RunSource, find: FindRun): Studied | null {
  const parent = run === null || run.request.kind === 'train' ? null : leadingParent(run.request);
  if (parent === null) return null;
  const cell = find(parent.run).run?.request.cell.name ?? '';
  return { run: parent.run, cell, step: parent.step };
}

/** All rows of a study so far: Float64 columns, NaN where there is no value. */
export function resultsOf(source: RunSource): Table | NotShown {
  const { run, tables } = source;
  if (run === null || tables === null) return { reason: source.problem ?? 'The run is not there.' };
  const schema = tables.resultsSchema;
  if (schema === null) return { reason: whyNoRows(run.life === 'ended') };
  const rows = joinRows(schema, tables.results);
  const columns = schema.columns.map(({ name, type }): [string, Values] => [
    name,
    type === 'utf8' ? textsOf(rows, name) : Float64Array.from(numbersOf(rows, name)),
  ]);
  return { rows: rows.rows, columns: Object.fromEntries(columns) };
}

/** The network at a checkpoint, which holds it as it is before a growth at its own step; null: not known. */
export function studiedAxis({ run, step }: Studied, find: FindRun): BlockAxis | null {
  const trained = find(run);
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
