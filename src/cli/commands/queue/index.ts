import { InvalidArgumentError, type Command } from 'commander';
import type { RunRequest } from '../../../record/index.ts';
import { collect, newCommand, parseChoice, type Finish } from '../../command.ts';
import type { Io } from '../../io.ts';
import { retryHelp } from '../run.ts';
import { addToQueue } from './add.ts';
import { drain } from './drain.ts';
import { listQueue, moveRun, removeFromQueue } from './order.ts';

const store = [
  '--runs <dir>',
  'the store of the runs (default: the nearest .residual-lab)',
] as const;

const engines: readonly RunRequest['engine']['name'][] = ['auto', 'tensorflow', 'wasm', 'cpu'];

/** `reslab queue`: what waits for its turn, and the process that gives turns. */
export function queueCommand(io: Io, finish: Finish): Command {
  const queue = newCommand('queue', 'list, fill, reorder and drain the queue of a store');
  queue.addCommand(
    newCommand('list', 'what waits, in the order in which it will run')
      .option(...store)
      .option('--json', 'print {queue: [...], drained}')
      .action((options: { runs?: string; json?: boolean }) => finish(listQueue(options, io))),
    { isDefault: true },
  );
  queue.addCommand(
    newCommand('add', 'put the cells of a file at the end, and see to it that they run')
      .argument('<file>', 'a *.resnet.yaml file')
      .option('--cell <name>', 'only this cell')
      .option(...store)
      .option('--data <dir>', 'the folder of the data sets (default: RESIDUAL_LAB_DATA)')
      .option('--engine <engine>', engines.join(' | '), parseChoice(engines), 'auto')
      .option('--retry', retryHelp)
      .option('--wait', 'do not start what drains the queue')
      .action((file: string, options: Parameters<typeof addToQueue>[1]) =>
        finish(addToQueue(file, options, io)),
      ),
  );
  queue.addCommand(
    newCommand('remove', 'take a run out; it ends as stopped')
      .argument('<run>', 'id, end of an id, or folder of a run')
      .option(...store)
      .action((run: string, options: { runs?: string }) =>
        finish(removeFromQueue(run, options, io)),
      ),
  );
  queue.addCommand(
    newCommand('move', 'move a run to another place')
      .argument('<run>', 'id, end of an id, or folder of a run')
      .argument('<place>', '1 is the next to run', parseCount)
      .option(...store)
      .action((run: string, place: number, options: { runs?: string }) =>
        finish(moveRun(run, place, options, io)),
      ),
  );
  queue.addCommand(
    newCommand('drain', 'run what you queued, here, until nothing of it waits')
      .option(...store)
      .option('--all', 'also what others queued, or what came with the folder')
      .option('--device <n>', 'run on this GPU only; repeatable, for several at once', collect, [])
      .option('--per-device <n>', 'runs at a time on one device', parseCount, 1)
      .action((options: Parameters<typeof drain>[0]) => finish(drain(options, io))),
  );
  return queue;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw new InvalidArgumentError('A whole number from 1.');
  return count;
}
