import type { Command } from 'commander';
import {
  countDiagnostics,
  predictVariance,
  varianceLines,
  type VariancePrediction,
} from '../../checks/index.ts';
import { type Notebook, trainersOf } from '../../language/index.ts';
import { planNetwork, renderNetwork, summarise, type NetworkSummary } from '../../network/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { exportedOf, jsonOf } from '../export/exported.ts';
import { printData, printJson, printLine, type Io } from '../io.ts';
import { readNotebookFile, worldOf } from '../notebookFile.ts';
import { dataFolder } from '../run/dataFolder.ts';
import { renderDiagnostics } from '../output/diagnostics.ts';
import { cellNamed, presentedOfCell } from '../results/presented.ts';
import { presentedLines } from '../results/presentedLines.ts';
import { screenOf } from '../results/screen.ts';
import { resolveStore } from '../store.ts';

/** Where no recipe says how large a batch is. */
const usualBatch = 100;

export function showCommand(io: Io, finish: Finish): Command {
  return newCommand('show', 'show networks layer by layer, or what the runs of a cell found')
    .argument('<file>', 'a *.resnet.yaml file')
    .argument('[cell]', 'a network of it, or a cell with runs: sentences, plots, tables')
    .option(
      '--json',
      'print {networks: [...]}, of a cell with runs {cell, sentences, figures, tables}',
    )
    .option('--runs <dir>', 'the store to look in (default: the nearest .residual-lab)')
    .action((file: string, cell: string | undefined, options: ShowOptions) =>
      finish(show(file, cell, options, io)),
    );
}

interface ShowOptions {
  readonly json?: boolean;
  readonly runs?: string;
}

async function show(
  name: string,
  cell: string | undefined,
  { json = false, runs }: ShowOptions,
  io: Io,
): Promise<number> {
  const file = await readNotebookFile(name, io, await worldOf(name, io, dataFolder(undefined, io)));
  const found = cell === undefined ? null : cellNamed(file, cell);
  if (found !== null && found.kind !== 'network') {
    const store = resolveStore(runs, io, file.path);
    const note = (text: string) => printLine(io.stderr, text);
    const presented = await presentedOfCell(file, found, store, note);
    if (json) printData(io.stdout, jsonOf({ cell: found.name }, presented, exportedOf(presented)));
    else
      for (const line of presentedLines(presented, screenOf(io), { hasPlots: true }))
        printLine(io.stdout, line);
    return exitCodes.ok;
  }
  for (const line of renderDiagnostics(name, file.text, file.diagnostics))
    printLine(io.stderr, line);
  const networks = summariseNetworks(file.notebook).filter(
    shown => found === null || shown.name === found.name,
  );
  if (json)
    printJson(io.stdout, {
      networks: networks.map(({ name, summary, variance }) => ({
        ...summary,
        name,
        family: summary.name,
        variance,
      })),
    });
  else {
    for (const { name, summary, variance } of networks) {
      const lines = renderNetwork(name, summary, varianceLines(variance));
      for (const line of [...lines, '']) printLine(io.stdout, line);
    }
    if (networks.length === 0) printLine(io.stdout, `${name}: no network`);
  }
  if (file.sound.errors.length === 0) return exitCodes.ok;
  printLine(io.stderr, `${name}: ${countDiagnostics(file.diagnostics)}`);
  return exitCodes.failed;
}

interface Shown {
  readonly name: string;
  readonly summary: NetworkSummary;
  /** Of the states at the start; null where there is no theory of it. */
  readonly variance: VariancePrediction | null;
}

/** The networks that have no error, each with the batch of the first recipe that trains it. */
function summariseNetworks(notebook: Notebook): Shown[] {
  return notebook.cells.flatMap(cell => {
    if (cell.value?.kind !== 'network') return [];
    const recipe = trainersOf(notebook, cell).find(c => c.value !== null)?.value;
    const batch = recipe?.kind === 'train' ? recipe.value.batch : usualBatch;
    const plan = planNetwork(cell.value.value);
    const summary = summarise(plan, batch);
    return [{ name: cell.name, summary, variance: predictVariance(plan) }];
  });
}
