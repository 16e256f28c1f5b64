import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import {
  canonicalVariant,
  formatCount,
  formatShare,
  left,
  renderTable,
  right,
  UserError,
  type Variant,
} from '../../base/index.ts';
import {
  describeRun,
  leadingParent,
  stateName,
  type RunParent,
  type StateName,
} from '../../record/index.ts';
import { listRuns, type Run } from '../../store/index.ts';
import { newCommand, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLine, type Io } from '../io.ts';
import { variantColumns } from '../output/variantColumns.ts';
import { resolveStore } from '../store.ts';

export function runsCommand(io: Io, finish: Finish): Command {
  return newCommand('runs', 'list the runs of a store')
    .argument('[dir]', 'the store, or a folder at or below it (default: the nearest .residual-lab)')
    .option('--json', 'print {runs: [...]}')
    .action((dir: string | undefined, options: { json?: boolean }) =>
      finish(list(dir, options.json === true, io)),
    );
}

async function list(dir: string | undefined, json: boolean, io: Io): Promise<number> {
  const store = resolveStore(dir, io);
  if (dir !== undefined && !existsSync(path.resolve(io.cwd, dir)))
    throw new UserError(
      'usage.runs',
      `There is no folder ${dir}; name a store or a folder that has one.`,
    );
  const found = await listRuns(store);
  for (const problem of found.problems) printLine(io.stderr, problem);
  const runs = found.runs.map(describe);
  if (json) printJson(io.stdout, { runs });
  else if (runs.length === 0) printLine(io.stdout, `No runs in ${store}.`);
  else for (const line of render(runs)) printLine(io.stdout, line);
  return exitCodes.ok;
}

/** One run as `runs --json` prints it. */
export interface ListedRun {
  readonly id: string;
  readonly cell: string;
  readonly kind: string;
  readonly seed: number;
  /** What was set of its recipe for it, the seed among it. */
  readonly variant: Variant;
  /** How it ended, or `waiting`, `running`, `lost` (its process is gone), `unknown` (nobody here can know). */
  readonly state: StateName;
  /** The same in a sentence. */
  readonly description: string;
  readonly step: number | null;
  readonly steps: number | null;
  readonly epoch: number | null;
  readonly epochs: number | null;
  /** Of the last evaluation on test data. */
  readonly testAccuracy: number | null;
  readonly created: string;
  readonly folder: string;
  readonly notebook: string | null;
  readonly digest: string;
  /** The run that it goes on from or studies: the first of `parents` that is not only one of weights. */
  readonly parent: string | null;
  readonly parents: readonly RunParent[];
}

function describe(run: Run): ListedRun {
  const { request, status } = run;
  return {
    id: run.id,
    cell: request.cell.name,
    kind: request.kind,
    seed: request.variant.seed,
    variant: canonicalVariant(request.variant),
    state: stateName(run),
    description: describeRun(run),
    step: status?.step ?? null,
    steps: status?.steps ?? null,
    epoch: status?.epoch ?? null,
    epochs: status?.epochs ?? null,
    testAccuracy: status?.metrics['test_accuracy'] ?? null,
    created: request.created,
    folder: run.folder,
    notebook: request.notebook,
    digest: request.cell.digest,
    parent: leadingParent(request)?.run ?? null,
    parents: request.parents,
  };
}

function render(runs: readonly ListedRun[]): string[] {
  const which = variantColumns(runs.map(run => run.variant));
  return renderTable(
    [
      left('id'),
      left('cell'),
      left('kind'),
      ...which.columns,
      left('state'),
      right('progress'),
      right('test accuracy'),
      left('created'),
    ],
    runs.map(run => [
      run.id,
      run.cell,
      run.kind,
      ...which.cells(run.variant),
      run.state,
      run.step === null || run.steps === null
        ? ''
        : `${formatCount(run.step)}/${formatCount(run.steps)}`,
      run.testAccuracy === null ? '' : formatShare(run.testAccuracy),
      new Date(run.created).toLocaleString('sv-SE'),
    ]),
  );
}
