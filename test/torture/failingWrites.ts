import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkRan, Violation, checkWayOn, checkWorld } from './invariants.ts';
import type { Trial } from './trial.ts';
import { makeWorld } from './world.ts';

const codes = ['ENOSPC', 'EIO', 'EFBIG', 'EDQUOT', 'EROFS', 'EACCES', 'ENOMEM', 'EMFILE'] as const;
const forEver = 1_000_000_000;

/** About as many calls as the operation makes; the number of the first that fails is drawn from these. */
const operations: readonly { readonly args: readonly string[]; readonly calls: number }[] = [
  { args: ['run', 'n.resnet.yaml', '--engine', 'cpu', '--cell', 'base'], calls: 260 },
  { args: ['run', 'n.resnet.yaml', '--engine', 'cpu', '--cell', 'measured'], calls: 50 },
  { args: ['run', 'n.resnet.yaml', '--engine', 'cpu', '--cell', 'cut', '--json'], calls: 60 },
  { args: ['resume', 'RUN'], calls: 200 },
  { args: ['resume', 'RUN', '--json'], calls: 200 },
  { args: ['export', 'RUN', '--out', 'OUT'], calls: 6 },
  { args: ['queue', 'add', 'n.resnet.yaml', '--engine', 'cpu'], calls: 400 },
];

/** One operation whose disk fails at a random call, once, for a while or for good. */
export async function failingWrites({ ready, shim, random, tell }: Trial): Promise<void> {
  const world = makeWorld(ready);
  try {
    const operation = operations[random.below(operations.length)] ?? operations[0];
    if (operation === undefined) throw new Error('there are operations');
    const code = codes[random.below(codes.length)] ?? 'ENOSPC';
    const at = 1 + random.below(operation.calls);
    // A disk that stays full is waited for, for a minute: seldom.
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    const lasting = random.below(isFull ? 12 : 3) === 0 ? forEver : 1 + random.below(4);
    const out = path.join(world.folder, 'out.csv');
    fs.writeFileSync(out, 'old');
    const counter = path.join(world.folder, 'counter');
    fs.writeFileSync(counter, Buffer.alloc(8));
    const [run = ''] = world.runs();
    const args = operation.args.map(arg => (arg === 'RUN' ? run : arg === 'OUT' ? out : arg));
    const what = `${code} from call ${at} on, ${lasting === forEver ? 'for good' : `${lasting} times`}: ${args.join(' ')}`;
    tell(what);
    const ran = await world.reslab(args, {
      LD_PRELOAD: shim,
      FAULT_FOLDER: args.includes(out) ? world.folder : world.store,
      FAULT_COUNTER: counter,
      FAULT_AT: String(at),
      FAULT_CALLS: String(lasting),
      FAULT_ERRNO: String(os.constants.errno[code]),
    });
    tell(`${what} -> ${ran.code}`);
    checkRan(ran);
    await world.rest(100_000);
    fs.rmSync(counter);
    if (args.includes(out) && ran.code !== 0 && fs.readFileSync(out, 'utf8') !== 'old')
      throw new Violation('the old file is gone');
    await checkWorld(world);
    await checkWayOn(world);
  } finally {
    world.close();
  }
}
