import { left, renderTable, right } from '../../../base/index.ts';
import { describeRun } from '../../../record/index.ts';
import { isDrained, moveInQueue, ownersOf, readQueue } from '../../../runs/queue/index.ts';
import { stopRun } from '../../../runs/index.ts';
import { listRuns } from '../../../store/index.ts';
import { exitCodes } from '../../exitCodes.ts';
import { printJson, printLine, type Io } from '../../io.ts';
import { variantColumns } from '../../output/variantColumns.ts';
import { findRun, resolveStore } from '../../store.ts';

interface StoreOption {
  readonly runs?: string;
}

export async function listQueue(
  options: StoreOption & { readonly json?: boolean },
  io: Io,
): Promise<number> {
  const store = resolveStore(options.runs, io);
  const { runs } = await listRuns(store);
  const isOthers = new Set(ownersOf(store, io.env).others.map(entry => entry.run));
  const queue = readQueue(store).map(({ run: id, after }) => {
    const request = runs.find(run => run.id === id)?.request;
    return {
      id,
      cell: request?.cell.name ?? '',
      kind: request?.kind ?? '',
      seed: request?.variant.seed ?? 0,
      variant: request?.variant ?? { seed: 0 },
      after,
      own: !isOthers.has(id),
    };
  });
  const drained = isDrained(store);
  if (options.json === true) {
    printJson(io.stdout, { queue, drained });
    return exitCodes.ok;
  }
  if (queue.length === 0) {
    printLine(io.stdout, `Nothing waits in ${store}.`);
    return exitCodes.ok;
  }
  const which = variantColumns(queue.map(entry => entry.variant));
  const rows = queue.map((entry, i) => [
    String(i + 1),
    entry.id,
    entry.cell,
    entry.kind,
    ...which.cells(entry.variant),
    entry.after.join(', '),
    entry.own ? '' : 'not queued by you here',
  ]);
  const columns = [
    right(''),
    left('id'),
    left('cell'),
    left('kind'),
    ...which.columns,
    left('after'),
    left(''),
  ];
  for (const line of renderTable(columns, rows)) printLine(io.stdout, line);
  if (!drained && queue.some(entry => entry.own))
    printLine(io.stdout, "Nothing runs these at present. 'reslab queue drain' does.");
  if (isOthers.size > 0)
    printLine(io.stdout, "What you did not queue here runs only with 'reslab queue drain --all'.");
  return exitCodes.ok;
}

export async function removeFromQueue(name: string, options: StoreOption, io: Io): Promise<number> {
  const found = await findRun(name, options.runs, io);
  if (found.life !== 'waiting') {
    printLine(io.stderr, `${found.id} does not wait: ${describeRun(found)}.`);
    return exitCodes.failed;
  }
  const run = await stopRun(found.folder);
  printLine(io.stdout, `${run.id}: ${describeRun(run)}`);
  return exitCodes.ok;
}

/** @param place from 1 */
export async function moveRun(
  name: string,
  place: number,
  options: StoreOption,
  io: Io,
): Promise<number> {
  const run = await findRun(name, options.runs, io);
  moveInQueue(resolveStore(options.runs, io), run.id, place - 1);
  return listQueue(options, io);
}
