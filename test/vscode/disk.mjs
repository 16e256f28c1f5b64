// What lies on the disk: notebooks and run folders.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** Few steps, so that the training ends while somebody waits: 60 an epoch. */
export function shorten(file, epochs = 2) {
  const text = fs.readFileSync(file, 'utf8');
  const short = text.replace('epochs: 6', `epochs: ${epochs}`);
  assert.notEqual(short, text);
  fs.writeFileSync(file, short);
}

/** Folders of the runs, oldest first. */
export function runsIn(folder) {
  const runs = path.join(folder, '.residual-lab', 'runs');
  if (!fs.existsSync(runs)) return [];
  return fs
    .readdirSync(runs)
    .sort()
    .map(name => path.join(runs, name));
}

export const read = (run, file) => JSON.parse(fs.readFileSync(path.join(run, file), 'utf8'));
