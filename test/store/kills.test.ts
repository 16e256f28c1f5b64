import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { beforeAll, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { createRun, readRun } from '../../src/store/index.ts';
import { openTable, settleRun } from '../../src/store/tables/index.ts';
import { toRows } from '../../src/record/tables/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { python } from '../support/python.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const kills = 100;
const atATime = 2;
/** Milliseconds that a step of the writer takes. */
const delays = [2, 20, 600];
/** Milliseconds that it blocks now and then. */
const longestBlock = 300;
/** Milliseconds: the second that is promised, and the time between killing and noting when. */
const mayBeLost = 1000;

const pyarrow = python('pyarrow');
let writer: string;

beforeAll(async () => {
  writer = await bundleProgram('test/support/writer.ts', 'writer');
});

const readers = pyarrow === undefined ? 'apache-arrow' : 'apache-arrow and pyarrow';

it(`kill -9, ${kills} times at random moments, loses at most a second, and ${readers} open every table`, async () => {
  const store = temporaryFolder();
  const random = Random.of('kills');
  const rounds = Array.from({ length: kills }, () => 100 + random.below(1400));
  const folders: string[] = [];
  const lost: number[] = [];
  const worker = async () => {
    for (let wait = rounds.pop(); wait !== undefined; wait = rounds.pop()) {
      const folder = await createRun(store, someRequest());
      folders.push(folder);
      lost.push(await killedAfter(folder, wait, delays[random.below(delays.length)] ?? 0));
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));

  expect(lost).toHaveLength(kills);
  expect(Math.max(...lost)).toBeLessThanOrEqual(mayBeLost);
  console.log(`lost: at most ${Math.max(...lost)} ms, mean ${mean(lost)} ms`);
  for (const folder of folders) expectOpens(folder);
  if (pyarrow !== undefined) {
    const said = execFileSync(pyarrow, ['-c', readAll, ...folders], { encoding: 'utf8' });
    expect(said.trim()).toBe(`${tablesIn(folders).length} tables`);
  }
}, 900_000);

/**
 * Kills a writer so long after its first row. Returns the age in ms of the oldest row that is not on
 * disk, less the times that a busy machine kept the writer, or us, from running meanwhile.
 */
async function killedAfter(folder: string, wait: number, delay: number): Promise<number> {
  const child = spawn(process.execPath, [writer, 'run', folder, String(delay)]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  await new Promise(resolve => setTimeout(resolve, wait));
  child.kill('SIGKILL');
  const killed = Date.now();
  await once(child, 'close');
  const appended = said
    .trimEnd()
    .split('\n')
    .map(line => line.split(' ').map(Number));

  const settled = settleRun(folder);
  expect(settled.ending?.ending).toBe('crashed');
  expect(settled.life).toBe('ended');
  const rows = toRows(openTable(folder, 'clock').read());
  expect(rows).toEqual(appended.slice(0, rows.length).map(([step, time]) => ({ step, time })));
  const times = [...appended.map(([, time]) => time ?? killed), killed].slice(rows.length);
  const step = Math.max(delay, longestBlock);
  const stalls = times.slice(1).map((t, i) => Math.max(0, t - (times[i] ?? t) - step));
  return killed - (times[0] ?? killed) - stalls.reduce((sum, stall) => sum + stall, 0);
}

function expectOpens(folder: string): void {
  for (const file of tablesIn([folder])) {
    const bytes = fs.readFileSync(file);
    expect(tableFromIPC(bytes).numRows).toBe(toRows(openTable(folder, name(file)).read()).length);
  }
  const text = fs.readFileSync(path.join(folder, 'end.json'), 'utf8');
  settleRun(folder);
  expect(fs.readFileSync(path.join(folder, 'end.json'), 'utf8')).toBe(text);
  expect(readRun(folder).problems).toEqual([]);
}

const readAll = `
import sys, glob, pyarrow as pa
files = [f for folder in sys.argv[1:] for f in glob.glob(folder + '/*.arrows')]
for f in files:
    with pa.OSFile(f) as source:
        table = pa.ipc.open_stream(source).read_all()
        table.validate(full=True)
        steps = table.column('step').to_pylist()
        assert steps == list(range(1, len(steps) + 1)), f
print(len(files), 'tables')
`;

function tablesIn(folders: readonly string[]): string[] {
  return folders.flatMap(folder =>
    fs
      .readdirSync(folder)
      .filter(f => f.endsWith('.arrows'))
      .map(f => path.join(folder, f)),
  );
}

function name(file: string): string {
  return path.basename(file, '.arrows');
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((a, b) => a + b, 0) / values.length);
}
