import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../../src/base/index.ts';
import { checkRan, checkWorld } from './invariants.ts';
import type { Trial } from './trial.ts';
import { makeWorld } from './world.ts';

type Damage = (file: string, random: Random) => void;

const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': (file, random) => {
    const bytes = fs.readFileSync(file);
    const at = random.below(bytes.length || 1);
    if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    fs.writeFileSync(file, bytes);
  },
  'eight bytes of 255': (file, random) => {
    const bytes = fs.readFileSync(file);
    bytes.fill(255, random.below(bytes.length || 1), bytes.length);
    fs.writeFileSync(file, bytes);
  },
  'random bytes': (file, random) => {
    fs.writeFileSync(file, Buffer.from(Array.from({ length: 300 }, () => random.below(256))));
  },
  'its first part': (file, random) => {
    fs.truncateSync(file, random.below(fs.statSync(file).size + 1));
  },
  'nothing in it': file => fs.truncateSync(file, 0),
  'no file': file => fs.rmSync(file),
  'a folder': file => {
    fs.rmSync(file);
    fs.mkdirSync(file);
  },
  'a link to a device': file => {
    fs.rmSync(file);
    fs.symlinkSync('/dev/zero', file);
  },
  'a pipe': file => {
    fs.rmSync(file);
    spawnSync('mkfifo', [file]);
  },
  'a large number': (file, random) => {
    const text = fs.readFileSync(file, 'latin1');
    const places = [...text.matchAll(/\d+/g)];
    const place = places[random.below(places.length || 1)];
    if (place === undefined) return;
    const end = place.index + place[0].length;
    fs.writeFileSync(file, `${text.slice(0, place.index)}1e308${text.slice(end)}`, 'latin1');
  },
  'deep JSON': file => fs.writeFileSync(file, '['.repeat(100_000)),
  'holes of a gigabyte': file => fs.truncateSync(file, 1 << 30),
};

/** One file of a store is damaged; every command still ends and says something sensible. */
export async function damage({ ready, random, tell }: Trial): Promise<void> {
  const world = makeWorld(ready);
  try {
    const files = fs
      .readdirSync(world.store, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort();
    const file = files[random.below(files.length)] ?? '';
    const names = Object.keys(damages);
    const name = names[random.below(names.length)] ?? '';
    tell(`${path.relative(world.store, file)}: ${name}`);
    damages[name]?.(file, random);
    const folder = world.runs().find(run => file.startsWith(run)) ?? world.runs()[0] ?? '';
    const commands = [
      ['show', 'n.resnet.yaml'],
      ['export', folder, '--table', 'blocks', '--format', 'json'],
      ['stop', folder],
      ['run', 'n.resnet.yaml', '--cell', 'measured', '--engine', 'cpu'],
      ['resume', folder],
    ];
    await checkWorld(world, { damaged: true });
    // One that takes for ever is killed, which is a violation.
    for (const command of commands) checkRan(await world.reslab(command));
    await checkWorld(world, { damaged: true });
  } finally {
    world.close();
  }
}
