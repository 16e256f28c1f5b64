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
import { printJson, printLine, type Io } from '../io.ts';
import { readNotebookFile, worldOf } from '../notebookFile.ts';
import { dataFolder } from '../run/dataFolder.ts';
import { renderDiagnostics } from '../output/diagnostics.ts';

/** Where no recipe says how large a batch is. */
const usualBatch = 100;

export function showCommand(io: Io, finish: Finish): Command {
  return newCommand('show', 'show networks layer by layer: shapes, parameters, MACs, memory')
    .argument('<file>', 'a *.resnet.yaml file')
    .option('--json', 'print {networks: [...]}')
    .action((file: string, options: { json?: boolean }) =>
      finish(show(file, options.json === true, io)),
    );
}

async function show(name: string, json: boolean, io: Io): Promise<number> {
  const file = await readNotebookFile(name, io, await worldOf(name, io, dataFolder(undefined, io)));
  for (const line of renderDiagnostics(name, file.text, file.diagnostics))
    printLine(io.stderr, line);
  const networks = summariseNetworks(file.notebook);
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
