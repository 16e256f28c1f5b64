import { Command, CommanderError } from 'commander';
import { isOfArea, printable, type UserError } from '../base/index.ts';
import { asUserError } from '../system/index.ts';
import { checkCommand } from './commands/check.ts';
import { dataCommand } from './commands/data.ts';
import { engineCommand } from './commands/engine.ts';
import { exportCommand } from './commands/export.ts';
import { queueCommand } from './commands/queue/index.ts';
import { resumeCommand } from './commands/resume.ts';
import { runCommand } from './commands/run.ts';
import { runsCommand } from './commands/runs.ts';
import { showCommand } from './commands/show.ts';
import { stopCommand } from './commands/stop.ts';
import type { Finish } from './command.ts';
import { exitCodeHelp, exitCodes } from './exitCodes.ts';
import { printLine, type Io } from './io.ts';
import { printRefusal } from './run/endingInJson.ts';
import { version } from './version.ts';

const commands = [
  checkCommand,
  showCommand,
  runCommand,
  resumeCommand,
  stopCommand,
  runsCommand,
  queueCommand,
  exportCommand,
  engineCommand,
  dataCommand,
];

/** Runs one command line (without `node` and the script) and returns its exit code. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.ok;
  const finish: Finish = async promise => {
    code = await promise;
  };
  try {
    await buildProgram(io, finish).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError) {
      const [command = ''] = argv;
      // Who reads events waits for their end.
      if (['run', 'resume'].includes(command) && argv.includes('--json'))
        printRefusal(io, 'usage.option', error.message.replace(/^error: /, ''));
      return exitCodes.usage;
    }
    const known = asUserError(error);
    if (known === null) throw error;
    printLine(io.stderr, `reslab: ${known.message}`);
    return exitCodeOf(known);
  }
}

function buildProgram(io: Io, finish: Finish): Command {
  const program = new Command('reslab')
    .description('Experiment with residual networks: check, run and read *.resnet.yaml files.')
    .version(version)
    .enablePositionalOptions()
    .showHelpAfterError("Try 'reslab --help'.")
    .addHelpText('after', `\n${exitCodeHelp}`);
  for (const command of commands) program.addCommand(command(io, finish));
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: text => io.stdout.write(printable(text)),
      writeErr: text => io.stderr.write(printable(text)),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    });
  }
  return program;
}

/** A command and all that stand below it. */
function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** The first part of an error's code says whose trouble it is. */
function exitCodeOf(error: UserError): number {
  if (isOfArea(error.code, 'usage')) return exitCodes.usage;
  if (isOfArea(error.code, 'notebook')) return exitCodes.failed;
  return exitCodes.environment;
}
