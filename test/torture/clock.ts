import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkRan, checkRun, checkWorld, Violation } from './invariants.ts';
import type { Trial } from './trial.ts';
import { makeWorld } from './world.ts';

/** Seconds that the wall clock of the processes of a run jumps by. */
const jumps = [-86_400 * 400, -3600, -300, 300, 3600, 86_400 * 400] as const;
/** Who waits for a clock that was set waits longer. */
const mostMs = 100_000;

/** The clock is set while a run goes on; it hears a request to stop all the same, and soon. */
export async function clock({ ready, shim, random, tell }: Trial): Promise<void> {
  const world = makeWorld(ready);
  try {
    const jump = jumps[random.below(jumps.length)] ?? 0;
    const file = path.join(world.folder, 'clock');
    const setClock = (seconds: number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(seconds));
      const fd = fs.openSync(file, 'r+');
      fs.writeSync(fd, bytes, 0, 8, 0);
      fs.closeSync(fd);
    };
    fs.writeFileSync(file, Buffer.alloc(8));
    tell(`the clock jumps by ${jump} s`);
    const before = new Set(world.runs());
    const long = [
      '--set',
      'epochs=2000',
      '--set',
      'evaluate=2000',
      '--set',
      'checkpoints.every=2000',
    ];
    const args = ['run', 'n.resnet.yaml', '--cell', 'base', '--engine', 'cpu', ...long];
    const started = world.start(args, { LD_PRELOAD: shim, CLOCK_FILE: file });
    const metrics = () =>
      world.runs().find(run => !before.has(run) && fs.existsSync(path.join(run, 'metrics.arrows')));
    for (let i = 0; i < 2400 && metrics() === undefined; i++) await sleep(50);
    const folder = metrics();
    if (folder === undefined) throw new Violation('no run began');
    setClock(jump);
    await sleep(500);
    const began = performance.now();
    checkRan(await world.reslab(['stop', folder]));
    const ran = await started.exited;
    if (ran.code !== 130 || performance.now() - began > mostMs)
      throw new Violation(
        `ended with ${ran.code} ${Math.round(performance.now() - began)} ms after the request`,
      );
    const { ending } = JSON.parse(fs.readFileSync(path.join(folder, 'end.json'), 'utf8')) as {
      ending: string;
    };
    if (ending !== 'stopped') throw new Violation(`ended as ${ending}`);
    checkRun(folder);
    fs.rmSync(file);
    await checkWorld(world);
  } finally {
    world.close();
  }
}
