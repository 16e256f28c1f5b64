import { inspect } from 'node:util';
import { isOfArea, printLine, UserError } from '../base/index.ts';
import { asUserError, endWithOutput, keepDebuggerShut } from '../system/index.ts';
import { listenForStop } from './stopRequests.ts';

/** Exit codes as `reslab` documents them. */
const FAILED = 1;
const USAGE = 2;
const ENVIRONMENT = 3;
const NO_READER = 141;

/** One process does one thing; what a command does not need is not loaded. */
async function main([command = '', ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'run': {
      const [folder] = args;
      if (folder === undefined) throw new UserError('usage.engine', 'Use: engine.js run FOLDER');
      // Before anything is loaded, and until the process is gone.
      const stop = listenForStop();
      const { runFolder } = await import('./run.ts');
      await runFolder(folder, stop);
      return 0;
    }
    case 'install':
      return (await import('./native/index.ts')).installCommand(args);
    case 'info':
      return (await import('./native/index.ts')).infoCommand(args);
    case 'prove':
      return (await import('./native/index.ts')).proveCommand(args);
    case 'data':
      return (await import('./data/index.ts')).dataCommand(args);
    default:
      throw new UserError('usage.engine', 'Use: engine.js run FOLDER | install | info | data');
  }
}

// What a run prints goes to its log.txt: where the disk takes no more, it goes on without that.
if (process.argv[2] === 'run')
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
else endWithOutput({ noReader: NO_READER, failed: ENVIRONMENT });

keepDebuggerShut();
main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = asUserError(error);
    if (known !== null) {
      printLine(process.stderr, known.message);
      process.exitCode = isOfArea(known.code, 'usage') ? USAGE : ENVIRONMENT;
    } else {
      printLine(process.stderr, inspect(error));
      process.exitCode = FAILED;
    }
  },
);
