import { continuedParent } from '../../record/index.ts';
import path from 'node:path';
import {
  differingKeys,
  formatPlural,
  seedKey,
  UserError,
  variantLabel,
  withoutKey,
  type Variant,
} from '../../base/index.ts';
import { settingsOf } from '../../language/index.ts';
import {
  crashedTooEarly,
  findData,
  isFinished,
  isUsable,
  requestsOf,
  retryRequest,
  startingFrom,
  startRun,
  studyRun,
  trainingRuns,
  type Invocation,
  type RunnableCell,
} from '../../runs/index.ts';
import { takeDevice } from '../../runs/queue/index.ts';
import { readRun, type NewRun } from '../../store/index.ts';
import type { Io } from '../io.ts';
import { quote } from '../quote.ts';
import { runLines } from '../results/runLines.ts';
import type { Display, EndedRun } from './events.ts';
import { followRun } from './followRun.ts';
import type { Interruptions } from './interruptions.ts';
import { summariseSeeds } from './summariseSeeds.ts';

export interface RunCellsOptions {
  readonly cells: readonly RunnableCell[];
  readonly invocation: Invocation;
  readonly store: string;
  readonly display: Display;
  readonly interruptions: Interruptions;
  /** Study a run although the data are not what they were. */
  readonly acceptChanges?: boolean;
  readonly io: Io;
}

/** Runs cell after cell and variant after variant until all are done or somebody presses Ctrl-C. */
export async function runCells(options: RunCellsOptions): Promise<EndedRun[]> {
  const { cells, display, interruptions } = options;
  const all: EndedRun[] = [];
  const told = new Set<string>();
  for (const cell of cells) {
    if (interruptions.count > 0) break;
    const ended: EndedRun[] = [];
    for (const request of await requestsFor(cell, all, options)) {
      if (interruptions.count > 0) break;
      ended.push(await runOne(await withData(request, options, told), options));
    }
    display.text(summariseSeeds(cell.cell.name, ended));
    all.push(...ended);
  }
  return all;
}

/** The request with its data found; variants of one training say once what those were taken for. */
function withData(
  request: NewRun,
  { store, display, io, acceptChanges }: RunCellsOptions,
  told: Set<string>,
): Promise<NewRun> {
  return findData(request, store, {
    usual: request.data.folder,
    acceptChanges,
    env: io.env,
    onNote: text => {
      if (!told.has(text)) display.note(text);
      told.add(text);
    },
  });
}

type RunOptions = Omit<RunCellsOptions, 'cells' | 'invocation'>;

/** Runs until it ends, and once more where it crashed and may go on by itself (`--retry`). */
export async function runOne(request: NewRun, options: RunOptions): Promise<EndedRun> {
  const { display, interruptions } = options;
  const ended = await runOnce(request, options);
  const run = readRun(ended.run);
  const next = interruptions.count > 0 ? null : retryRequest(run);
  if (next === null) {
    if (interruptions.count === 0 && crashedTooEarly(run))
      display.note(`${run.id} crashed before its first checkpoint; it does not go on by itself.`);
    return ended;
  }
  display.note(
    `${path.basename(ended.run)} crashed; it goes on by itself from step ${continuedParent(next)?.step ?? 0}, this once.`,
  );
  return runOnce(next, options);
}

/**
 * Starts a run at once and shows it to its end. Queues wait for it; where one of theirs is on the
 * device already, it says so.
 */
async function runOnce(
  request: NewRun,
  { store, display, interruptions, io }: RunOptions,
): Promise<EndedRun> {
  const turn = takeDevice(io.env);
  if (turn.holder !== null) display.note(besideText(turn.holder.run));
  try {
    const started = await startRun({ store, request, engineScript: io.enginePath });
    turn.lock?.describe(started.folder, started.pid);
    const { kind, variant, cell } = request;
    const label = { cell: cell.name, kind, seed: variant.seed, variant, run: started.folder };
    display.event(label, { event: 'start' });
    interruptions.attach(started);
    const ended = await followRun(label, display, started.exited);
    display.ended(ended);
    // Means over the rows that an unfinished study left are not its results.
    if (ended.ending === 'finished') display.text(runLines(started.folder, io));
    return ended;
  } finally {
    turn.lock?.release();
  }
}

/** Two runs share a processor, but seldom the memory of a GPU. */
function besideText(run: string | null): string {
  return `${run === null ? 'Another run' : `The run ${run}`} is on this device: both take longer, and a GPU may lack the memory. \`reslab queue add\` waits for its turn instead.`;
}

/** The runs that a cell asks for, now that `done` have been. */
async function requestsFor(
  cell: RunnableCell,
  done: readonly EndedRun[],
  { invocation, cells, store, display }: RunCellsOptions,
): Promise<readonly NewRun[]> {
  const { source } = cell;
  const training = cell.training ?? source;
  if (training === null || !cells.some(c => c.cell === training)) {
    const { requests, missing, damaged } = await requestsOf(cell, invocation, store);
    for (const what of damaged) display.note(`${cell.cell.name}: ${what}`);
    if (training !== null && requests.length === 0)
      throw new UserError(
        'usage.of',
        `'${cell.cell.name}' ${source === null ? 'studies' : 'starts from'} '${training.name}', and ${store} has no finished run of it ${setText(missing)}. Run it first: reslab run ${invocation.path} --cell ${quote(training.name)}${setOptions(missing)}`,
      );
    if (missing.length > 0)
      display.note(
        `${cell.cell.name}: ${missingText(missing)} of '${training?.name ?? ''}' not trained yet; ${source === null ? 'studying' : 'training'} the others.`,
      );
    return requests;
  }
  const trained = done
    .filter(run => run.kind === 'train' && run.cell === training.name)
    .map(run => readRun(run.run))
    .filter(source === null ? isUsable : isFinished);
  if (trained.length === 0)
    display.note(
      `${cell.cell.name}: skipped, because no run of '${training.name}' came to an end.`,
    );
  return source === null
    ? trained.map(run => studyRun(cell, run, invocation))
    : startingFrom(trainingRuns(cell, invocation), trained);
}

/** Which runs of a training are missing: those of its recipe, or those in which something was set of it. */
function setText([variant]: readonly Variant[]): string {
  const set = variantLabel(withoutKey(variant ?? {}, seedKey));
  return set === '' ? 'as it stands now' : `with ${set}`;
}

/** The options that train these variants, which differ in their seeds alone. */
function setOptions(variants: readonly Variant[]): string {
  const set = settingsOf(withoutKey(variants[0] ?? {}, seedKey));
  const seeds = variants.map(variant => variant.seed);
  const all = set.length === 0 ? [] : [...set, `seeds=[${seeds.join(',')}]`];
  return all.map(each => ` --set ${quote(each)}`).join('');
}

/** `2 seeds` where they differ in nothing else. */
function missingText(variants: readonly Variant[]): string {
  const isSeeds = differingKeys(variants).every(key => key === seedKey);
  return formatPlural(variants.length, isSeeds ? 'seed' : 'variant');
}
