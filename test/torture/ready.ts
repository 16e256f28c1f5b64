import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRun } from '../../src/store/index.ts';
import { checkRan } from './invariants.ts';
import { makeWorld, type World } from './world.ts';

/** Trains the one training of the notebook. */
export const training = ['run', 'n.resnet.yaml', '--cell', 'base', '--engine', 'cpu'];

/** A project with a training that has finished, and before it one that was stopped on its way. */
export async function makeReadyWorld(): Promise<World> {
  const world = makeWorld();
  while (!(await isStoppedOnItsWay(world)));
  const ran = await world.reslab(training);
  checkRan(ran);
  if (ran.code !== 0) throw new Error(`${ran.stdout}${ran.stderr}`);
  return world;
}

/** Stops a training; false, and it is deleted, where that came too early or too late. */
async function isStoppedOnItsWay(world: World): Promise<boolean> {
  const { exited } = world.start(training);
  for (;;) {
    const [folder = ''] = world.runs();
    const file = path.join(folder, 'metrics.arrows');
    if (folder !== '' && fs.existsSync(file)) {
      fs.writeFileSync(path.join(folder, 'stop'), '');
      await exited;
      const { ending } = readRun(folder);
      if (ending?.ending === 'stopped' && ending.step > 0) return true;
      fs.rmSync(folder, { recursive: true });
      return false;
    }
    await sleep(5);
  }
}
