import type { Command } from 'commander';
import { UserError } from '../../base/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { runEngineCommand } from '../engineProcess.ts';
import type { Io } from '../io.ts';

const actions = ['list', 'get'];

export function dataCommand(io: Io, finish: Finish): Command {
  return newCommand('data', 'list the data sets, or download one from its home page')
    .usage('list | get NAME [--data DIR]')
    .argument('<action>', 'list: names and where they lie; get: download NAME')
    .argument('[options...]', 'the name of a set, and options')
    .allowUnknownOption()
    .passThroughOptions()
    .action((action: string, options: readonly string[]) => finish(runData(action, options, io)));
}

async function runData(action: string, options: readonly string[], io: Io): Promise<number> {
  if (!actions.includes(action)) {
    throw new UserError(
      'usage.data',
      `There is no 'data ${action}'. Use 'reslab data list' or 'reslab data get NAME'.`,
    );
  }
  return runEngineCommand(['data', action, ...options], io);
}
