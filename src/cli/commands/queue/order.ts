import { left, renderTable, right } from '../../../base/index.ts';
import { describeRun } from '../../../record/index.ts';
import { isDrained, moveInQueue, readQueue } from '../../../runs/queue/index.ts';
import { stopRun } from '../../../runs/index.ts';
import { listRuns } from '../../../store/index.ts';
import { exitCodes } from '../../exitCodes.ts';
import { printJson, printLine, type Io } from '../../io.ts';
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
  const queue = readQueue(store).map(({ run: id, after }) => {
    const request = runs.find(run => run.id === id)?.request;
    return {
      id,
      cell: request?.cell.name ?? '',
      kind: request?.kind ?? '',
      seed: request?.seed ?? 0,
      after,
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
  const rows = queue.map((entry, i) => [
    String(i + 1),
    entry.id,
    entry.cell,
    entry.kind,
    String(entry.seed),
    entry.after.join(', '),
  ]);
  const columns = [right(''), left('id'), left('cell'), left('kind'), right('seed'), left('after')];
  for (const line of renderTable(columns, rows)) printLine(io.stdout, line);
  if (!drained) printLine(io.stdout, "Nothing runs these at present. 'reslab queue drain' does.");
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
