import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkRan, checkWorld, Violation } from './invariants.ts';
import { training } from './ready.ts';
import type { Trial } from './trial.ts';
import { makeWorld } from './world.ts';

const stranger = 54_321;

/** Another user, who may read and write the folder, looks at it while a run goes on: nothing changes hands. */
export async function secondUser({ ready, random, tell }: Trial): Promise<void> {
  if (process.getuid?.() !== 0) return tell('skipped: it takes root to be somebody else');
  const world = makeWorld(ready);
  try {
    const afterMs = random.below(2500);
    tell(`a second user lists after ${afterMs} ms`);
    spawnSync('chmod', ['-R', 'a+rwX', world.folder]);
    const started = world.start(training);
    await sleep(afterMs);
    for (const args of [
      ['runs', '--json'],
      ['queue', 'list'],
      ['check', 'n.resnet.yaml'],
    ])
      checkRan(await world.start(args, {}, stranger).exited);
    const ran = await started.exited;
    checkRan(ran);
    if (ran.code !== 0)
      throw new Violation(`the run ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
    const theirs = fs
      .readdirSync(world.store, { recursive: true, encoding: 'utf8' })
      .filter(name => fs.lstatSync(`${world.store}/${name}`).uid === stranger);
    if (theirs.length > 0) throw new Violation(`a listing made ${theirs.join(' ')}`);
    await checkWorld(world);
  } finally {
    world.close();
  }
}
