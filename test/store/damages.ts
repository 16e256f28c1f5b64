import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import type { Random } from '../../src/base/index.ts';

/** Changes one file of a store as a disk, a person or an enemy might. */
export type Damage = (file: string, random: Random) => void;

function replaced(file: string, make: () => void): void {
  fs.rmSync(file, { recursive: true, force: true });
  make();
}

/** Puts a value in the place of a random one of a JSON file. */
function withValue(value: string): Damage {
  return (file, random) => {
    const text = fs.readFileSync(file, 'latin1');
    const places = [...text.matchAll(/(?<=[:[,] ?)("[^"\\]*"|-?\d[\d.e+-]*|true|false|null)/g)];
    const place = places[random.below(Math.max(1, places.length))];
    if (place === undefined) return fs.writeFileSync(file, value);
    const [before, after] = [text.slice(0, place.index), text.slice(place.index + place[0].length)];
    fs.writeFileSync(file, `${before}${value}${after}`, 'latin1');
  };
}

export const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': (file, random) => {
    const bytes = fs.readFileSync(file);
    const at = random.below(Math.max(1, bytes.length));
    if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    fs.writeFileSync(file, bytes);
  },
  'four bytes that say something else': (file, random) => {
    const bytes = fs.readFileSync(file);
    if (bytes.length < 4) return;
    const numbers = [0, -1, 2 ** 26, 2 ** 31 - 1, -(2 ** 31)];
    bytes.writeInt32LE(numbers[random.below(numbers.length)] ?? 0, random.below(bytes.length - 3));
    fs.writeFileSync(file, bytes);
  },
  'its first part': (file, random) =>
    fs.truncateSync(file, random.below(fs.statSync(file).size + 1)),
  'no bytes': file => fs.truncateSync(file, 0),
  zeros: file => fs.writeFileSync(file, Buffer.alloc(fs.statSync(file).size)),
  'a hole of a terabyte': file => fs.truncateSync(file, 2 ** 40),
  'a hole in front of its end': file => fs.truncateSync(file, fs.statSync(file).size + 2 ** 32),
  'no file': file => fs.rmSync(file),
  'a folder': file => replaced(file, () => fs.mkdirSync(file)),
  'a link to nothing': file => replaced(file, () => fs.symlinkSync('nowhere', file)),
  'a link to itself': file => replaced(file, () => fs.symlinkSync(file, file)),
  'a link to endless zeros': file => replaced(file, () => fs.symlinkSync('/dev/zero', file)),
  'a pipe': file => replaced(file, () => execFileSync('mkfifo', [file])),
  'a file that may not be read': file => fs.chmodSync(file, 0),
  'deep JSON': file => fs.writeFileSync(file, '[{"a":'.repeat(200_000)),
  'deep whole JSON': file => fs.writeFileSync(file, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  'a deep value': withValue(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  'a huge number': withValue('1e308'),
  'a number that is none': withValue('1e999'),
  'another type': withValue('{"__proto__": {"polluted": true}, "constructor": null, "length": -1}'),
  'a long text': withValue(JSON.stringify('x'.repeat(900_000))),
  'a text with control characters': withValue('"\\u001b]0;x\\u0007\\u202e\\u0000"'),
};
