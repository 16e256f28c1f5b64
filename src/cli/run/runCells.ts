import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { lastCheckpoint, startRun } from '../../runs/index.ts';
import { listRuns, readRun, type NewRun } from '../../store/index.ts';
import type { Io } from '../io.ts';
import { formatPlural } from '../output/format.ts';
import { blockNames } from './blockNames.ts';
import type { RunnableCell } from './chooseCells.ts';
import type { Display, EndedRun } from './events.ts';
import { followRun } from './followRun.ts';
import type { Interruptions } from './interruptions.ts';
import { isUsable, studyRun, trainingRuns, usableRuns, type Invocation } from './newRuns.ts';
import { studyTable } from './studyTable.ts';
import { summariseSeeds } from './summariseSeeds.ts';

export interface RunCellsOptions {
  readonly cells: readonly RunnableCell[];
  readonly invocation: Invocation;
  readonly store: string;
  readonly display: Display;
  readonly interruptions: Interruptions;
  readonly io: Io;
}

/** Runs cell after cell and seed after seed until all are done or somebody presses Ctrl-C. */
export async function runCells(options: RunCellsOptions): Promise<EndedRun[]> {
  const { cells, display, interruptions } = options;
  const all: EndedRun[] = [];
  for (const cell of cells) {
    if (interruptions.count > 0) break;
    const ended: EndedRun[] = [];
    for (const request of await requestsOf(cell, all, options)) {
      if (interruptions.count > 0) break;
      ended.push(await runOne(request, options));
    }
    display.text(summariseSeeds(cell.cell.name, ended));
    all.push(...ended);
  }
  return all;
}

/** Starts a run and shows it to its end. */
export async function runOne(
  request: NewRun,
  { store, display, interruptions, io }: Omit<RunCellsOptions, 'cells' | 'invocation'>,
): Promise<EndedRun> {
  const started = await startRun({ store, request, engineScript: io.enginePath });
  const { kind, seed, cell } = request;
  const label = { cell: cell.name, kind, seed, run: started.folder };
  display.event(label, { event: 'start' });
  interruptions.attach(started);
  const { ended, rows } = await followRun(label, display, started.exited);
  display.ended(ended);
  display.text(studyTable(kind, rows, blocks => blockNames(request, store, blocks)));
  return ended;
}

/** The runs that a cell asks for, now that `done` have been. */
async function requestsOf(
  cell: RunnableCell,
  done: readonly EndedRun[],
  options: RunCellsOptions,
): Promise<NewRun[]> {
  const { invocation, cells, display } = options;
  if (cell.kind === 'train') return trainingRuns(cell, invocation);
  if (cell.training === null) return [await outsideStudy(cell, options)];
  const training = cell.training;
  if (!cells.some(c => c.cell === training))
    return (await storedRuns(cell, options)).map(run => studyRun(cell, run, invocation));
  const trained = done
    .filter(run => run.kind === 'train' && run.cell === training.name)
    .map(run => readRun(run.run))
    .filter(isUsable);
  if (trained.length === 0)
    display.note(
      `${cell.cell.name}: skipped, because no run of '${training.name}' came to an end.`,
    );
  return trained.map(run => studyRun(cell, run, invocation));
}

async function storedRuns(cell: RunnableCell, { invocation, store, display }: RunCellsOptions) {
  const training = cell.training;
  if (training?.value?.kind !== 'train') throw new Error(`${cell.cell.name} has no training`);
  const found = usableRuns(training, invocation.notebook, (await listRuns(store)).runs);
  const seeds = training.value.value.seeds.length;
  if (found.length === 0)
    throw new UserError(
      'usage.of',
      `'${cell.cell.name}' studies '${training.name}', and ${store} has no finished run of it as it stands now. Run it first: reslab run ${invocation.path} --cell ${quote(training.name)}`,
    );
  if (found.length < seeds)
    display.note(
      `${cell.cell.name}: ${formatPlural(seeds - found.length, 'seed')} of '${training.name}' not trained yet; studying the others.`,
    );
  return found;
}

/** A study whose `of` is a run of this store: its id, its folder, or one of its checkpoints. */
async function outsideStudy(
  cell: RunnableCell,
  { invocation, store }: RunCellsOptions,
): Promise<NewRun> {
  const of = cell.cell.references.find(r => r.to === 'run')?.name ?? '';
  const checkpoint = /^(.*)[\\/]checkpoints[\\/]step-(\d+)\.safetensors$/.exec(of);
  const id = path.basename(checkpoint?.[1] ?? of);
  const run = (await listRuns(store)).runs.find(r => r.id === id);
  if (run === undefined)
    throw new UserError(
      'usage.of',
      `'${cell.cell.name}' studies '${of}', which is no run in ${store}. Give the store it is in with --runs DIR.`,
    );
  const last = lastCheckpoint(run.folder);
  if (last === undefined)
    throw new UserError(
      'usage.of',
      `The run '${id}' has no checkpoint, so '${cell.cell.name}' cannot study it.`,
    );
  return studyRun(cell, run, invocation, Number(checkpoint?.[2] ?? last.step));
}

function quote(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
