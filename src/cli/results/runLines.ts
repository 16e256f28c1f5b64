import { readRun } from '../../store/index.ts';
import { UserError } from '../../base/index.ts';
import type { Io } from '../io.ts';
import { presentedOfRun } from './presented.ts';
import { presentedLines } from './presentedLines.ts';
import { screenOf } from './screen.ts';

/** What a run that has ended shows: of a study what it says, with tables; on a terminal plots of what no table says. */
export function runLines(folder: string, io: Io): string[] {
  const run = readRun(folder);
  const isTerminal = io.stdout.isTTY === true;
  if (run.request.kind === 'train' && !isTerminal) return [];
  try {
    const presented = presentedOfRun(run);
    const isStudy = run.request.kind !== 'train';
    const said = isStudy ? presented : { ...presented, sentences: [], listed: [] };
    const isTold = presented.listed.some(table => table.repeatsFigures);
    return presentedLines(said, screenOf(io), { hasPlots: isTerminal && !isTold });
  } catch (error) {
    if (error instanceof UserError) return [`  ${error.message}`];
    throw error;
  }
}
