import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastCheckpoint } from '../../src/store/index.ts';
import { checkRan, checkRun, checkWorld, Violation } from './invariants.ts';
import { training } from './ready.ts';
import type { Trial } from './trial.ts';
import { makeWorld } from './world.ts';

/** Everything ends at once, and when it is looked at the machine has been started anew. */
export async function reboot({ ready, random, tell }: Trial): Promise<void> {
  const world = makeWorld(ready);
  try {
    const before = new Set(world.runs());
    const afterMs = 600 + random.below(2500);
    const otherHost = random.below(3) === 0;
    tell(`power off after ${afterMs} ms${otherHost ? ', seen from another host' : ''}`);
    const started = world.start(training);
    await sleep(afterMs);
    world.kill();
    checkRan(await started.exited, true);
    const folder = world.runs().find(run => !before.has(run));
    if (folder === undefined || fs.existsSync(path.join(folder, 'end.json'))) return;
    const file = path.join(folder, 'process.json');
    if (fs.existsSync(file)) {
      const said = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
      const changed = { ...said, bootId: '11111111-2222-3333-4444-555555555555 pid:[1]' };
      // Another process has its number now.
      const moved = otherHost
        ? { ...changed, host: 'elsewhere' }
        : { ...changed, pid: process.pid };
      fs.writeFileSync(file, JSON.stringify(moved));
    }
    await checkWorld(world);
    const hasCheckpoint = lastCheckpoint(folder) !== undefined;
    let ran = await world.reslab(['resume', folder]);
    checkRan(ran);
    if (ran.code !== 0 && hasCheckpoint) {
      if (!otherHost) throw new Violation(`no way on: ${ran.stdout}${ran.stderr}`);
      ran = await world.reslab(['resume', folder, '--lost']);
      checkRan(ran);
      if (ran.code !== 0) throw new Violation(`not even --lost: ${ran.stdout}${ran.stderr}`);
    }
    tell(
      `power off after ${afterMs} ms${otherHost ? ', seen from another host' : ''} -> ${ran.code}`,
    );
    for (const run of world.runs()) checkRun(run);
  } finally {
    world.close();
  }
}
