import path from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../base/index.ts';
import { isDataPath } from '../../language/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { runEngineCommand } from '../engineProcess.ts';
import type { Io } from '../io.ts';

const actions = ['list', 'show', 'get'];

export function dataCommand(io: Io, finish: Finish): Command {
  return newCommand(
    'data',
    'list the data sets, show the classes of one, or download one from its home page',
  )
    .usage('list | show NAME|DIR | get NAME [--data DIR]')
    .argument(
      '<action>',
      'list: names and where they lie; show: classes and counts; get: download NAME',
    )
    .argument('[options...]', 'the name of a set, and options')
    .allowUnknownOption()
    .passThroughOptions()
    .action((action: string, options: readonly string[]) => finish(runData(action, options, io)));
}

async function runData(action: string, options: readonly string[], io: Io): Promise<number> {
  if (!actions.includes(action)) {
    throw new UserError(
      'usage.data',
      `There is no 'data ${action}'. Use 'reslab data list', 'reslab data show NAME' or 'reslab data get NAME'.`,
    );
  }
  // The engine does not work in the user's folder.
  const words = options.map(word =>
    action === 'show' && isDataPath(word) && !/^[-~]/.test(word)
      ? path.resolve(io.cwd, word)
      : word,
  );
  return runEngineCommand(['data', action, ...words], io);
}
