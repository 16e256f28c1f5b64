import path from 'node:path';
import type { Command } from 'commander';
import { defined } from '../../base/index.ts';
import { countDiagnostics } from '../../checks/index.ts';
import { studyOf, whyNotRunnable } from '../../language/index.ts';
import type { RunRequest } from '../../record/index.ts';
import { chooseCells, describeOrigin } from '../../runs/index.ts';
import { collect, newCommand, parseChoice, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLine, type Io } from '../io.ts';
import { checkText, dataWorld, readText, type NotebookFile } from '../notebookFile.ts';
import { renderDiagnostics } from '../output/diagnostics.ts';
import { chooseDisplay } from '../run/chooseDisplay.ts';
import { exitCodeOfRuns } from '../run/exitCodeOfRuns.ts';
import { endingInJson, printRefusal } from '../run/endingInJson.ts';
import { interruptions } from '../run/interruptions.ts';
import { dataFolder } from '../run/dataFolder.ts';
import { runCells } from '../run/runCells.ts';
import { setVariants } from '../run/setVariants.ts';
import { blameSettings, withSettings } from '../run/settings.ts';
import { storeToWrite } from '../store.ts';
import { version } from '../version.ts';

interface RunOptions {
  readonly cell?: string;
  readonly runs?: string;
  readonly data?: string;
  readonly dataChanged?: boolean;
  readonly engine: RunRequest['engine']['name'];
  readonly eager?: boolean;
  readonly set: readonly string[];
  readonly retry?: boolean;
  readonly json?: boolean;
}

const engines = ['auto', 'tensorflow', 'wasm', 'cpu'] as const;

export const retryHelp = 'a training that crashes goes on from its last checkpoint, once';

export function runCommand(io: Io, finish: Finish): Command {
  return newCommand('run', 'train and study the cells of a file')
    .argument('<file>', 'a *.resnet.yaml file')
    .option('--cell <name>', 'only this cell; a study takes the newest run of its training')
    .option(
      '--set <key=value>',
      'change a key for this run, e.g. epochs=1; repeatable',
      collect,
      [],
    )
    .option('--runs <dir>', 'the store of the runs (default: the nearest .residual-lab)')
    .option('--data <dir>', 'the folder of the data sets (default: RESIDUAL_LAB_DATA)')
    .option('--data-changed', 'study a run although its data are not what they were')
    .option('--engine <engine>', engines.join(' | '), parseChoice(engines), 'auto')
    .option('--eager', 'do not compile the training step (slower; for comparison)')
    .option('--retry', retryHelp)
    .option('--json', 'print one JSON object per line and nothing else')
    .action((file: string, options: RunOptions) =>
      finish(endingInJson(options.json === true, io, () => run(file, options, io))),
    );
}

async function run(name: string, options: RunOptions, io: Io): Promise<number> {
  const data = dataFolder(options.data, io);
  const world = dataWorld(data, io);
  const original = checkText(name, readText(name, io), io, world);
  const before = chooseCells(original.notebook, options.cell);
  const steps = withSettings(original.text, before, options.set);
  const file =
    steps.length === 0
      ? original
      : checkText(name, defined(steps.at(-1), 'the last setting').text, io, world);
  const cells = chooseCells(file.notebook, options.cell);
  const blamed = blameSettings(
    original,
    file,
    steps,
    text => checkText(name, text, io, world).diagnostics,
  );
  const shown = { ...original, diagnostics: blamed.inFile };
  const runnable = file.sound.canRun(...cells);
  if (!report(shown, blamed.bySetting, runnable, options.json === true, io))
    return exitCodes.failed;

  if (options.cell === undefined) noteSkipped(file, options.json === true, io);
  const display = chooseDisplay(options.json === true, io);
  const ctrlC = interruptions(io, display);
  try {
    const ended = await runCells({
      cells,
      invocation: {
        ...setVariants(original, file, cells, steps),
        path: file.path,
        engine: { name: options.engine, compiled: options.eager !== true },
        data: { folder: data },
        retry: options.retry === true,
        git: await describeOrigin(file.path),
        version,
      },
      store: storeToWrite(options.runs, io, file.path),
      display,
      interruptions: ctrlC,
      acceptChanges: options.dataChanged,
      io,
    });
    return ctrlC.count > 0 ? exitCodes.stopped : exitCodeOfRuns(ended);
  } finally {
    ctrlC.close();
    display.close();
  }
}

/** Says which cells are left out because they cannot be run; views are no news. */
function noteSkipped({ notebook }: NotebookFile, json: boolean, io: Io): void {
  for (const cell of notebook.cells) {
    const why = studyOf(cell.kind)?.isView === true ? null : whyNotRunnable(notebook, cell);
    if (why === null) continue;
    if (json) printJson(io.stdout, { event: 'skipped', cell: cell.name, message: why });
    else printLine(io.stderr, `${cell.name}: skipped. ${why}`);
  }
}

/** Prints what is wrong with the file and with settings, and returns whether it can run all the same. */
function report(
  file: NotebookFile,
  bySetting: ReturnType<typeof blameSettings>['bySetting'],
  runnable: boolean,
  json: boolean,
  io: Io,
): boolean {
  const { diagnostics } = file;
  const count = countDiagnostics([...diagnostics, ...bySetting.map(s => s.problem)]);
  if (json) {
    if (diagnostics.length > 0) printJson(io.stdout, { event: 'diagnostics', diagnostics });
    for (const { setting, problem } of bySetting) {
      const { code, severity, message } = problem;
      printJson(io.stdout, { event: 'setting', setting, code, severity, message });
    }
    if (!runnable) printRefusal(io, 'notebook.errors', `${file.name}: ${count}`);
    return runnable;
  }
  for (const line of renderDiagnostics(path.relative(io.cwd, file.path), file.text, diagnostics))
    printLine(io.stderr, line);
  for (const { setting, problem } of bySetting)
    printLine(
      io.stderr,
      `--set ${setting}: ${problem.severity} ${problem.code} ${problem.message}`,
    );
  if (!runnable) printLine(io.stderr, `${file.name}: ${count}`);
  return runnable;
}
