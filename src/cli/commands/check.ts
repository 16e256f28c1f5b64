import type { Command } from 'commander';
import { UserError } from '../../base/index.ts';
import { countDiagnostics } from '../../checks/index.ts';
import type { PlacedDiagnostic } from '../../language/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLine, type Io } from '../io.ts';
import { readNotebookFile, standardInput, worldOf } from '../notebookFile.ts';
import { dataFolder } from '../run/dataFolder.ts';
import { renderDiagnostics } from '../output/diagnostics.ts';

export function checkCommand(io: Io, finish: Finish): Command {
  return newCommand('check', 'report what is wrong with files, with line and column')
    .argument('<files...>', '*.resnet.yaml files; - is standard input')
    .option('--data <dir>', 'the folder of the data sets (default: RESIDUAL_LAB_DATA)')
    .option('--json', 'print {diagnostics: [...]}, of several files {files: [...]}')
    .action((files: string[], options: { json?: boolean; data?: string }) =>
      finish(checkAll(files, options, io)),
    );
}

interface Checked {
  readonly file: string;
  readonly diagnostics: readonly PlacedDiagnostic[];
}

/** Checks each file, also after one that cannot be read. */
async function checkAll(
  names: readonly string[],
  options: { readonly json?: boolean; readonly data?: string },
  io: Io,
): Promise<number> {
  const json = options.json === true;
  const data = dataFolder(options.data, io);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) {
    const { checked, code } = await check(only, json, data, io);
    if (json) printJson(io.stdout, { diagnostics: checked.diagnostics });
    return code;
  }
  const files: Checked[] = [];
  const codes: number[] = [];
  for (const name of names)
    try {
      const { checked, code } = await check(name, json, data, io);
      files.push(checked);
      codes.push(code);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      printLine(io.stderr, `reslab: ${error.message}`);
      codes.push(exitCodes.usage);
    }
  if (json) printJson(io.stdout, { files });
  return Math.max(...codes);
}

async function check(
  name: string,
  json: boolean,
  data: string | null,
  io: Io,
): Promise<{ readonly checked: Checked; readonly code: number }> {
  const file = await readNotebookFile(name, io, await worldOf(name, io, data));
  const shown = name === standardInput ? 'standard input' : name;
  if (!json) {
    for (const line of renderDiagnostics(shown, file.text, file.diagnostics))
      printLine(io.stdout, line);
    printLine(io.stdout, `${shown}: ${countDiagnostics(file.diagnostics)}`);
  }
  const code = file.sound.errors.length > 0 ? exitCodes.failed : exitCodes.ok;
  return { checked: { file: name, diagnostics: file.diagnostics }, code };
}
