import type { RunView } from '../../protocol/index.ts';
import type { RunCatalog } from '../data/index.ts';
import { requireTrust } from '../trust.ts';
import { askNote, askTags } from './pick.ts';

/** Asks for the tags of these runs. */
export async function tagRuns(catalog: RunCatalog, runs: readonly RunView[]): Promise<void> {
  const tags = await askTags(runs);
  if (tags === undefined) return;
  if (!(await requireTrust('Tagging runs'))) return;
  for (const run of runs) catalog.annotate(run.id, tags, run.note);
}

/** Asks for the note on a run. */
export async function noteRun(catalog: RunCatalog, run: RunView): Promise<void> {
  const note = await askNote(run);
  if (note !== undefined) await annotateRun(catalog, run.id, run.tags, note);
}

export async function annotateRun(
  catalog: RunCatalog,
  run: string,
  tags: readonly string[],
  note: string,
): Promise<void> {
  if (await requireTrust('Writing on a run')) catalog.annotate(run, tags, note);
}
