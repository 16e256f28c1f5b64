import { continuedParent } from '../../src/record/index.ts';
import fs from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { toRows } from '../../src/record/tables/index.ts';
import { lastCheckpoint, readRun } from '../../src/store/index.ts';
import { openTable } from '../../src/store/tables/index.ts';
import { studyRows, type Ran, type World } from './world.ts';

/** What must never be, whatever was done to a run. */
export class Violation extends Error {}

const steps = 12;

/** Exit codes that are documented; 70 is a bug, a signal is a crash. `killed`: we ended it ourselves. */
export function checkRan(ran: Ran, killed = false): void {
  const said = `${ran.stdout}${ran.stderr}`;
  const what = `reslab ${ran.args.join(' ')}`;
  if (!killed && (ran.code === null || ![0, 1, 2, 3, 130].includes(ran.code)))
    throw new Violation(`${what} ended with ${ran.code ?? ran.signal}:\n${said.slice(-2000)}`);
  const bug = /this is a bug|mistake of the program|^ {4}at \S+ \(/m.exec(said);
  if (bug !== null) throw new Violation(`${what} says '${bug[0]}':\n${said.slice(-2000)}`);
}

/** Whatever is there now, with each file's size and times. */
export function snapshot(folder: string): string {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map(entry => {
      const file = path.join(entry.parentPath, entry.name);
      const { ino, size, mtimeMs, ctimeMs } = fs.lstatSync(file);
      return [file, ino, entry.isDirectory() ? '' : `${size} ${mtimeMs} ${ctimeMs}`].join(' ');
    })
    .sort()
    .join('\n');
}

/** A run that says it has finished has everything; a table is what it is or opens up to a torn end. */
export function checkRun(folder: string): void {
  if (!fs.existsSync(path.join(folder, 'run.json')))
    throw new Violation(`litter: ${folder}, ${fs.readdirSync(folder).join(' ') || 'empty'}`);
  const run = readRun(folder);
  const rows = (table: string) => toRows(openTable(folder, table).read());
  const fail = (what: string) => {
    throw new Violation(`${folder}: ${run.ending?.ending ?? run.life}, ${what}`);
  };
  const log = readIfThere(path.join(folder, 'log.txt'));
  if (/mistake of the program/.test(readIfThere(path.join(folder, 'end.json'))))
    fail('run.internal');
  if (/^ {4}at \S+ \(/m.test(log)) fail(`a stack in the log:\n${log.slice(-1500)}`);
  if (run.request.kind === 'train') {
    const seen = rows('metrics')
      .filter(row => row['split'] === 'train')
      .map(row => Number(row['step']));
    const first = (continuedParent(run.request)?.step ?? 0) + 1;
    if (seen.some((step, i) => step !== first + i)) fail(`steps ${seen.join(' ')}`);
    if (run.ending?.ending === 'finished') {
      if (seen.length !== steps + 1 - first) fail(`${seen.length} rows from step ${first}`);
      const tests = rows('metrics').filter(row => row['split'] === 'test');
      if (tests.at(-1)?.['step'] !== steps) fail('no evaluation of the last step');
      if (lastCheckpoint(folder)?.step !== steps) fail('no checkpoint of the last step');
    }
    // Who goes on from a checkpoint must find the rows before it.
    const checkpoint = lastCheckpoint(folder)?.step ?? 0;
    if (checkpoint >= first && (seen.at(-1) ?? 0) < checkpoint)
      fail(`a checkpoint of step ${checkpoint} and rows to ${seen.at(-1) ?? 0}`);
  } else if (run.ending?.ending === 'finished') {
    const found = rows('results').length;
    if (found !== studyRows[run.request.kind]) fail(`${found} result rows`);
  }
  if (run.ending !== null) checkEnded(folder, fail);
}

/** Tables of an ended run open in any reader of Arrow, and nothing temporary is left beside them. */
function checkEnded(folder: string, fail: (what: string) => void): void {
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/(^|\/)\.|\.(partial|tmp)$/.test(name)) fail(`litter: ${name}`);
    if (!name.endsWith('.arrows')) continue;
    try {
      tableFromIPC(fs.readFileSync(path.join(folder, name)));
    } catch (error) {
      fail(`${name} does not open: ${String(error)}`);
    }
  }
}

/** What is said of the store, and done to it, after the trouble is over. */
export async function checkWorld(
  world: World,
  options: { readonly damaged?: boolean } = {},
): Promise<void> {
  const left = await world.rest();
  if (left.length > 0) throw new Violation(`still running: ${left.join('; ')}`);
  if (!fs.existsSync(world.store)) return;
  const before = snapshot(world.store);
  checkRan(await world.reslab(['runs', '--json']));
  checkRan(await world.reslab(['queue', 'list', '--json']));
  checkRan(await world.reslab(['check', 'n.resnet.yaml']));
  if (snapshot(world.store) !== before) throw new Violation('a listing wrote into the store');
  for (const folder of world.runs()) {
    if (options.damaged !== true) checkRun(folder);
    const exported = await world.reslab(['export', folder]);
    checkRan(exported);
    if (options.damaged !== true) checkRun(folder);
  }
  const temporary = fs.readdirSync(world.temporary);
  if (temporary.length > 0) throw new Violation(`temporary files: ${temporary.join(' ')}`);
}

/** A training that has not finished can go on, or it is said why not. */
export async function checkWayOn(world: World): Promise<void> {
  for (const folder of world.runs()) {
    if (!fs.existsSync(path.join(folder, 'run.json'))) continue;
    const run = readRun(folder);
    if (run.request.kind !== 'train' || run.ending?.ending === 'finished') continue;
    const ran = await world.reslab(['resume', folder]);
    checkRan(ran);
    if (ran.code !== 0 && `${ran.stdout}${ran.stderr}`.trim() === '')
      throw new Violation(`resume of ${folder}: ${ran.code} without a word`);
    if (lastCheckpoint(folder) !== undefined && run.ending !== null && ran.code !== 0)
      throw new Violation(`no way on from ${folder}: ${ran.stdout}${ran.stderr}`);
    break;
  }
  for (const folder of world.runs()) checkRun(folder);
}

function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
