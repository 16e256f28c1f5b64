import path from 'node:path';
import { endWithOutput, keepDebuggerShut, onStopSignal } from '../system/index.ts';
import { printLine } from './io.ts';
import { exitCodes } from './exitCodes.ts';
import { runCli } from './program.ts';

/** The terminal is gone: what is still to be said reaches nobody, and what is to be done goes on. */
let hungUp = false;

/**
 * The command `reslab`: the only place that sets the exit code. A reader that went away
 * (`reslab runs | head`) ends us quietly, a disk that takes no more (`reslab runs > file`) with a
 * sentence; a run that was started goes on.
 */
keepDebuggerShut();
endWithOutput({ noReader: exitCodes.noReader, failed: exitCodes.environment }, () => hungUp);
runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: currentFolder(),
  env: process.env,
  enginePath: path.join(__dirname, 'engine.js'),
  onInterrupt: listener =>
    onStopSignal(signal => {
      hungUp ||= signal === 'SIGHUP';
      listener(signal);
    }),
}).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    printLine(
      process.stderr,
      `reslab: this is a bug in Residual Lab, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    process.exitCode = exitCodes.bug;
  },
);

/** Ends the process where the folder that it was started in is gone: no path means anything then. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write(
      'reslab: The current folder is gone: somebody deleted or moved it. Go to another, e.g. with cd.\n',
    );
    process.exit(exitCodes.usage);
  }
}
