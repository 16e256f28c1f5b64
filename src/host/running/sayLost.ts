import { lastHeardOf } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';
import { confirm, withProgress } from '../say.ts';
import { cellName } from './progressText.ts';

/**
 * Asks whether a run of which nobody here can know whether it lives is lost, and takes it for dead where
 * the answer is yes. Returns the settled run; null: it is not said to be lost.
 */
export async function sayLost(run: Run): Promise<Run | null> {
  const question = `Whether ${cellName(run)} still runs is not known here.`;
  if (!(await confirm(question, `${detail} (${lastHeardOf(run)}.)`, 'It does not run any more')))
    return null;
  const { declareLost } = await import('../../runs/index.ts');
  return withProgress(`Watching ${cellName(run)} for 3 s`, () => declareLost(run.folder));
}

const detail =
  'If you know that its process does not, it is taken for crashed and can be resumed. A process that lives after all stops by itself.';
