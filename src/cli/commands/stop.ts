import type { Command } from 'commander';
import { describeRun } from '../../record/index.ts';
import { stopRun } from '../../runs/index.ts';
import { settleRun } from '../../store/tables/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printLine, type Io } from '../io.ts';
import { findRun } from '../store.ts';

interface StopOptions {
  readonly runs?: string;
  readonly kill?: boolean;
}

export function stopCommand(io: Io, finish: Finish): Command {
  return newCommand('stop', 'ask a run to stop after the current step, with a checkpoint')
    .argument('<run>', 'id, end of an id, or folder of a run')
    .option('--runs <dir>', 'the store to look in (default: the nearest .residual-lab)')
    .option('--kill', 'end its process now; what came after its last checkpoint is lost')
    .action((run: string, options: StopOptions) => finish(stop(run, options, io)));
}

async function stop(name: string, options: StopOptions, io: Io): Promise<number> {
  const found = settleRun((await findRun(name, options.runs, io)).folder);
  if (found.life === 'ended') {
    printLine(io.stdout, `${found.id} has ended already: ${describeRun(found)}`);
    return exitCodes.ok;
  }
  const run = await stopRun(found.folder, { kill: options.kill === true });
  printLine(
    io.stdout,
    run.life === 'ended'
      ? `${run.id}: ${describeRun(run)}`
      : `${run.id} was asked to stop; it writes a checkpoint first.`,
  );
  return exitCodes.ok;
}
