import path from 'node:path';
import { pathOfSet, type AskedData, type DataPlaces } from '../../dataset/index.ts';
import { isDataPath } from '../../base/index.ts';
import type { NewRun, Run } from '../../store/index.ts';

/** Where somebody says that data are, beside what a run recorded. */
export interface DataHints {
  /** `--data`: they are there, and nowhere else. */
  readonly folder?: string | null;
  /** RESIDUAL_LAB_DATA or a setting: looked into where they are not as recorded. */
  readonly usual?: string | null;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Folders above a notebook that may have moved with it. */
const mostLevels = 6;

/**
 * Where the data of an earlier run may lie now, the likeliest first: where they were; where its text
 * leads now; in the usual folder; and beside the store, if notebook, store and data moved together.
 */
export function candidates(
  data: AskedData,
  request: NewRun,
  parent: Run,
  { folder, usual, env }: DataHints,
): DataPlaces[] {
  const { set } = data;
  const name = isDataPath(set) ? path.basename(pathOfSet(set, '/')) : set;
  const inside = (outer: string): DataPlaces[] =>
    [path.join(outer, name), outer].map(place => ({ place, env }));
  if (folder) return inside(folder);
  const notebook = request.notebook ?? parent.request.notebook;
  const recorded = [request.data, parent.request.data];
  const list: DataPlaces[] = recorded.flatMap(({ place }) => (place ? [{ place, env }] : []));
  if (isDataPath(set)) {
    if (notebook !== null) list.push({ base: path.dirname(notebook), env });
    if (usual) list.push(...inside(usual));
    for (const base of movedBases(parent.folder, notebook)) list.push({ base, env });
    return list;
  }
  for (const outer of [request.data.folder, parent.request.data.folder, usual])
    if (outer) list.push({ folder: outer, env });
  return [...list, { folder: null, env }];
}

/** The folder above the store, and what may stand for the notebook's folder below it. */
function movedBases(run: string, notebook: string | null): string[] {
  const project = path.dirname(path.dirname(path.dirname(run)));
  const parts = notebook === null ? [] : path.dirname(notebook).split(path.sep).filter(Boolean);
  const tails = Array.from({ length: Math.min(mostLevels, parts.length) }, (_, i) =>
    parts.slice(-1 - i),
  );
  return [project, ...tails.map(tail => path.join(project, ...tail))];
}
