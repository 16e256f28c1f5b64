import type { Command } from 'commander';
import { UserError } from '../../base/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { runEngineCommand } from '../engineProcess.ts';
import type { Io } from '../io.ts';

const actions = ['install', 'info'];

export function engineCommand(io: Io, finish: Finish): Command {
  return newCommand('engine', 'install the TensorFlow runtime, or say what is installed')
    .usage('install [--gpu] [--from FOLDER] | info [--json]')
    .argument(
      '<action>',
      'install: fetch TensorFlow for this user; info: what it is, where it lies',
    )
    .argument('[options...]', 'options of the action')
    .allowUnknownOption()
    .passThroughOptions()
    .action((action: string, options: readonly string[]) => finish(runEngine(action, options, io)));
}

async function runEngine(action: string, options: readonly string[], io: Io): Promise<number> {
  if (!actions.includes(action)) {
    throw new UserError(
      'usage.engine',
      `There is no 'engine ${action}'. Use 'reslab engine install' or 'reslab engine info'.`,
    );
  }
  return runEngineCommand([action, ...options], io);
}
