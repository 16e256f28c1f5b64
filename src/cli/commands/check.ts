import type { Command } from 'commander';
import { countDiagnostics } from '../../checks/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLine, type Io } from '../io.ts';
import { readNotebookFile, worldOf } from '../notebookFile.ts';
import { renderDiagnostics } from '../output/diagnostics.ts';

export function checkCommand(io: Io, finish: Finish): Command {
  return newCommand('check', 'report what is wrong with a file, with line and column')
    .argument('<file>', 'a *.resnet.yaml file')
    .option('--json', 'print {diagnostics: [...]}')
    .action((file: string, options: { json?: boolean }) =>
      finish(check(file, options.json === true, io)),
    );
}

async function check(name: string, json: boolean, io: Io): Promise<number> {
  const file = readNotebookFile(name, io, await worldOf(name, io));
  if (json) printJson(io.stdout, { diagnostics: file.diagnostics });
  else {
    for (const line of renderDiagnostics(name, file.text, file.diagnostics))
      printLine(io.stdout, line);
    printLine(io.stdout, `${name}: ${countDiagnostics(file.diagnostics)}`);
  }
  return file.errors.length > 0 ? exitCodes.failed : exitCodes.ok;
}
