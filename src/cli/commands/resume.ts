import path from 'node:path';
import type { Command } from 'commander';
import {
  declareLost,
  describeOrigin,
  findData,
  resumeRemark,
  resumeRequest,
} from '../../runs/index.ts';
import { settleRun } from '../../store/tables/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Io } from '../io.ts';
import { dataFolder } from '../run/dataFolder.ts';
import { chooseDisplay } from '../run/chooseDisplay.ts';
import { endingInJson } from '../run/endingInJson.ts';
import { exitCodeOfRuns } from '../run/exitCodeOfRuns.ts';
import { interruptions } from '../run/interruptions.ts';
import { runOne } from '../run/runCells.ts';
import { findRun } from '../store.ts';
import { lostHelp } from './stop.ts';
import { version } from '../version.ts';

interface ResumeOptions {
  readonly lost?: boolean;
  readonly runs?: string;
  readonly data?: string;
  readonly dataChanged?: boolean;
  readonly json?: boolean;
}

export function resumeCommand(io: Io, finish: Finish): Command {
  return newCommand('resume', 'go on from the last checkpoint of a run, in a new folder')
    .argument('<run>', 'id, end of an id, or folder of a run')
    .option('--runs <dir>', 'the store to look in (default: the nearest .residual-lab)')
    .option('--lost', lostHelp)
    .option('--data <dir>', 'the folder that its data lie in now (default: as before)')
    .option('--data-changed', 'go on although the data are not what they were')
    .option('--json', 'print one JSON object per line and nothing else')
    .action((run: string, options: ResumeOptions) =>
      finish(endingInJson(options.json === true, io, () => resume(run, options, io))),
    );
}

async function resume(name: string, options: ResumeOptions, io: Io): Promise<number> {
  const { folder } = await findRun(name, options.runs, io);
  const run = options.lost === true ? await declareLost(folder) : settleRun(folder);
  const { notebook } = run.request;
  const git = notebook === null ? run.request.git : await describeOrigin(notebook);
  const store = path.dirname(path.dirname(run.folder));
  const display = chooseDisplay(options.json === true, io);
  const ctrlC = interruptions(io, display);
  const remark = resumeRemark(run);
  if (remark !== null) display.note(remark);
  try {
    // Before there is a folder: a try that cannot succeed leaves nothing behind.
    const request = await findData({ ...resumeRequest(run), git, version }, store, {
      folder: options.data === undefined ? null : dataFolder(options.data, io),
      usual: dataFolder(undefined, io),
      acceptChanges: options.dataChanged,
      env: io.env,
      onNote: text => display.note(text),
    });
    const ended = await runOne(request, { store, display, interruptions: ctrlC, io });
    return ctrlC.count > 0 ? exitCodes.stopped : exitCodeOfRuns([ended]);
  } finally {
    ctrlC.close();
    display.close();
  }
}
