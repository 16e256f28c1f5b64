import type { CodeLens } from 'vscode-languageserver';
import { type Cell, digestOf, studyOf, whyNotRunnable } from '../language/index.ts';
import { formatNetwork } from '../network/index.ts';
import { rangeIn, type State } from './state.ts';
import type { StoreRun } from './store/storeRun.ts';

/**
 * Commands above each cell: run it, resume what stopped, open and compare results; for a network its
 * counts. The commands belong to the extension; their arguments are the notebook's URI and a cell's
 * name, or the folder of a run.
 */
export function codeLenses(state: State): CodeLens[] {
  return state.notebook.cells.flatMap(cell => {
    const range = rangeIn(state, { start: cell.range.start, end: cell.range.start });
    return commandsOf(state, cell).map(command => ({
      range,
      command: { ...command, arguments: [...command.arguments] },
    }));
  });
}

interface Command {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly string[];
}

function commandsOf(state: State, cell: Cell): Command[] {
  const { uri } = state.document;
  if (cell.kind === null || cell.kind === 'note' || cell.name === '') return [];
  if (cell.kind === 'network') {
    const summary = cell.value === null ? null : state.summary(cell);
    if (summary === null) return [];
    const title = formatNetwork(summary);
    return [{ title, command: 'residualLab.showNetwork', arguments: [uri, cell.name] }];
  }
  const digest = digestOf(state.notebook, cell);
  const mine = state.runs.filter(r => r.kind === cell.kind && isOf(r, cell, digest));
  const current = mine.filter(r => r.digest === digest);
  const running = current.some(r => r.state === 'running');
  const commands: Command[] = [];
  const isAble = cell.value !== null && whyNotRunnable(state.notebook, cell) === null;
  if (isAble && !running)
    commands.push({ title: '▷ Run', command: 'residualLab.runCell', arguments: [uri, cell.name] });
  if (running)
    commands.push({
      title: '□ Stop',
      command: 'residualLab.stopCell',
      arguments: [uri, cell.name],
    });
  const last = current.at(-1);
  if (last?.resumable === true)
    commands.push({
      title: '↻ Resume',
      command: 'residualLab.resumeRun',
      arguments: [last.folder],
    });
  if (mine.length > 0)
    commands.push({
      title: resultsTitle(current.length, mine.length - current.length),
      command: 'residualLab.openAsNotebook',
      arguments: [uri],
    });
  if (studyOf(cell.kind)?.needs.subject === 'runs' || current.length > 1)
    commands.push({
      title: 'Compare',
      command: 'residualLab.compareRuns',
      arguments: [uri, cell.name],
    });
  return commands;
}

/** A run is of a cell that asks for the same, or that had the same name when it was run. */
function isOf(run: StoreRun, cell: Cell, digest: string | null): boolean {
  return run.digest === digest || run.cell === cell.name;
}

function resultsTitle(current: number, old: number): string {
  const runs = (n: number) => `${n} ${n === 1 ? 'run' : 'runs'}`;
  if (current === 0) return `Open results (${runs(old)}, out of date)`;
  return `Open results (${runs(current)}${old === 0 ? '' : `, ${old} out of date`})`;
}
