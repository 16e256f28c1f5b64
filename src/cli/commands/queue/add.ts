import path from 'node:path';
import { countDiagnostics } from '../../../checks/index.ts';
import type { RunRequest } from '../../../record/index.ts';
import { chooseCells, describeOrigin, queueCells, startDrainer } from '../../../runs/index.ts';
import { exitCodes } from '../../exitCodes.ts';
import { printLine, type Io } from '../../io.ts';
import { checkText, dataWorld, readText } from '../../notebookFile.ts';
import { renderDiagnostics } from '../../output/diagnostics.ts';
import { dataFolder } from '../../run/dataFolder.ts';
import { storeToWrite } from '../../store.ts';
import { version } from '../../version.ts';

/** Puts the cells of a file at the end of the queue, and starts what drains it. */
export async function addToQueue(
  name: string,
  options: {
    readonly cell?: string;
    readonly runs?: string;
    readonly data?: string;
    readonly engine: RunRequest['engine']['name'];
    readonly wait?: boolean;
    readonly retry?: boolean;
  },
  io: Io,
): Promise<number> {
  const data = dataFolder(options.data, io);
  const file = checkText(name, readText(name, io), io, dataWorld(data, io));
  const cells = chooseCells(file.notebook, options.cell);
  const { diagnostics, notebook, text } = file;
  if (!file.sound.canRun(...cells)) {
    for (const line of renderDiagnostics(path.relative(io.cwd, file.path), text, diagnostics))
      printLine(io.stderr, line);
    printLine(io.stderr, `${file.name}: ${countDiagnostics(diagnostics)}`);
    return exitCodes.failed;
  }
  const store = storeToWrite(options.runs, io, file.path);
  const invocation = {
    notebook,
    path: file.path,
    text,
    engine: { name: options.engine, compiled: true },
    data: { folder: data },
    retry: options.retry === true,
    git: await describeOrigin(file.path),
    version,
  };
  const { folders, skipped, unknown } = await queueCells(cells, invocation, store, io.env);
  for (const folder of folders) printLine(io.stdout, folder);
  for (const cell of skipped)
    printLine(
      io.stderr,
      `${cell}: skipped, because the training that it needs has no finished run.`,
    );
  if (unknown.length > 0)
    printLine(
      io.stderr,
      "There is no cache folder that remembers what you queued (set HOME or RESIDUAL_LAB_CACHE). 'reslab queue drain --all' runs what waits.",
    );
  const cliScript = path.join(path.dirname(io.enginePath), 'cli.js');
  if (options.wait !== true && folders.length > 0) await startDrainer({ store, cliScript });
  return exitCodes.ok;
}
