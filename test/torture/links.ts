import fs from 'node:fs';
import path from 'node:path';
import { checkRan, checkWorld, Violation } from './invariants.ts';
import type { Trial } from './trial.ts';
import { makeWorld } from './world.ts';

const names = [
  'metrics.arrows',
  'status.json',
  'log.txt',
  'end.json',
  'process.json',
  'stop',
  'blocks.arrows',
  'checkpoints',
];

/** Somebody puts a link into the folder of a run that waits: nothing is written through it. */
export async function links({ ready, random, tell }: Trial): Promise<void> {
  const world = makeWorld(ready);
  try {
    const name = names[random.below(names.length)] ?? '';
    const hard = random.below(2) === 0 && name !== 'checkpoints';
    tell(`${hard ? 'a hard link' : 'a link'} as ${name} of a run that waits`);
    const before = new Set(world.runs());
    checkRan(
      await world.reslab([
        'queue',
        'add',
        'n.resnet.yaml',
        '--cell',
        'base',
        '--engine',
        'cpu',
        '--wait',
      ]),
    );
    const folder = world.runs().find(run => !before.has(run)) ?? '';
    const outside = path.join(world.folder, 'outside');
    fs.mkdirSync(outside);
    const target = path.join(outside, 'file');
    fs.writeFileSync(target, 'mine');
    const link = path.join(folder, name);
    fs.rmSync(link, { recursive: true, force: true });
    if (hard) fs.linkSync(target, link);
    else fs.symlinkSync(name === 'checkpoints' ? outside : target, link);
    checkRan(await world.reslab(['queue', 'drain']));
    checkRan(await world.reslab(['stop', folder]));
    checkRan(await world.reslab(['resume', folder]));
    await checkWorld(world, { damaged: true });
    if (fs.readdirSync(outside).length !== 1 || fs.readFileSync(target, 'utf8') !== 'mine')
      throw new Violation(`something was written through ${link}`);
  } finally {
    world.close();
  }
}
