import type { Command } from 'commander';
import { UserError } from '../../base/index.ts';
import { describeRun, lastHeardOf } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';
import { askToStop, declareLost, stopRun } from '../../runs/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printLine, type Io } from '../io.ts';
import { findRun, folderOfRun } from '../store.ts';

interface StopOptions {
  readonly runs?: string;
  readonly kill?: boolean;
  readonly lost?: boolean;
}

/** What `--lost` assumes, of this command and of `resume`. */
export const lostHelp =
  'where nobody here can know whether the run lives: take it for dead, after watching it for 3 s';

export function stopCommand(io: Io, finish: Finish): Command {
  return newCommand('stop', 'ask a run to stop after the current step, with a checkpoint')
    .argument('<run>', 'id, end of an id, or folder of a run')
    .option('--runs <dir>', 'the store to look in (default: the nearest .residual-lab)')
    .option('--kill', 'end its process now; what came after its last checkpoint is lost')
    .option('--lost', lostHelp)
    .action((run: string, options: StopOptions) => finish(stop(run, options, io)));
}

async function stop(name: string, options: StopOptions, io: Io): Promise<number> {
  const found = await findOrAsk(name, options, io);
  if (found === null) return exitCodes.ok;
  const { folder, ending } = found;
  const run =
    options.lost === true
      ? await declareLost(folder)
      : await stopRun(folder, { kill: options.kill === true });
  printLine(io.stdout, sentence(run, ending !== null));
  return exitCodes.ok;
}

/** A run whose run.json is damaged can still be asked to stop; null: it was. */
async function findOrAsk(name: string, options: StopOptions, io: Io): Promise<Run | null> {
  try {
    return await findRun(name, options.runs, io);
  } catch (error) {
    const folder = folderOfRun(name, options.runs, io);
    if (!(error instanceof UserError) || error.code !== 'run.unreadable') throw error;
    if (folder === undefined) throw error;
    askToStop(folder);
    printLine(io.stdout, `${error.message} It was asked to stop; if it lives, it does so.`);
    return null;
  }
}

function sentence(run: Run, hadEnded: boolean): string {
  const { id, life, process: owner } = run;
  if (hadEnded) return `${id} has ended already: ${describeRun(run)}`;
  if (life === 'ended' || life === 'dead') return `${id}: ${describeRun(run)}`;
  if (life !== 'unknown') return `${id} was asked to stop; it writes a checkpoint first.`;
  const where = owner === null ? '' : ` on ${owner.host}`;
  return `${id} was asked to stop: if it lives${where}, it does so with a checkpoint. It may not (${lastHeardOf(run)}); \`reslab stop ${id} --lost\` then ends it here.`;
}
