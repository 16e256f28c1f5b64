import path from 'node:path';
import { wholeView } from '../../curves/index.ts';
import { presentedOf, readFor, sourcesOf, type Asking } from '../../results/index.ts';
import { readRun } from '../../store/index.ts';
import type { Io } from '../io.ts';
import { presentedLines } from './presentedLines.ts';
import { worldOfStores } from './world.ts';

/** What a study that has ended shows; nothing for a training. */
export function studyLines(folder: string, store: string, { stdout }: Io): string[] {
  const { request } = readRun(folder);
  if (request.kind === 'train') return [];
  const asking: Asking = {
    as: request.kind,
    name: request.cell.name,
    value: request.value,
    runs: [{ id: path.basename(folder), label: request.cell.name, slot: 0 }],
    ...{ trainings: [], planned: null, view: wholeView, frame: null, selected: null },
    bandFactor: 1,
  };
  const world = worldOfStores([store]);
  for (const source of sourcesOf(asking, world)) readFor(source);
  const presented = presentedOf(asking, world);
  if ('reason' in presented) return [`  ${presented.reason}`];
  return presentedLines(presented, { columns: stdout.columns ?? 100, isUnicode: true });
}
