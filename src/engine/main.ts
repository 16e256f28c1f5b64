import { UserError } from '../base/index.ts';

/** Exit codes as `reslab` documents them. */
const FAILED = 1;
const USAGE = 2;
const ENVIRONMENT = 3;

/** One process does one thing; what a command does not need is not loaded. */
async function main([command = '', ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'run': {
      const [folder] = args;
      if (folder === undefined) throw new UserError('usage.engine', 'Use: engine.js run FOLDER');
      const { runFolder } = await import('./run.ts');
      await runFolder(folder);
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

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UserError) {
      console.error(error.message);
      process.exitCode = error.code.startsWith('usage.') ? USAGE : ENVIRONMENT;
    } else {
      console.error(error);
      process.exitCode = FAILED;
    }
  },
);
