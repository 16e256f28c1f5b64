import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTable } from '../../../src/store/tables/index.ts';
import { toRows } from '../../../src/record/tables/index.ts';
import { buildFakeEngine } from '../support/fakeEngine.ts';
import { testIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';
import { until } from '../support/until.ts';

let enginePath: string;
let folder: string;
let first: string;

beforeAll(async () => {
  enginePath = await buildFakeEngine();
  const cells = [trainCell('base'), 'norms: measured\nof: base\n', trainCell('slow')];
  ({ folder } = project(...cells));
  const io = await cli('run', 'net.resnet.yaml', '--cell', 'base', '--json');
  const last = JSON.parse(io.stdout.lines.at(-1) ?? '') as { run: string };
  first = last.run;
  await cli('run', 'net.resnet.yaml', '--cell', 'measured');
});

async function cli(...args: string[]) {
  const io = testIo({ cwd: folder, enginePath });
  const { code } = await reslab(args, io);
  return { ...io, code };
}

describe('runs', () => {
  it('lists runs in JSON', async () => {
    const { stdout, code } = await cli('runs', '--json');
    expect(code).toBe(0);
    const { runs } = JSON.parse(stdout.text) as { runs: Record<string, unknown>[] };
    expect(runs).toHaveLength(2);
    expect(runs[0]).toMatchObject({
      id: path.basename(first),
      cell: 'base',
      kind: 'train',
      seed: 1,
      state: 'finished',
      step: 20,
      steps: 20,
      epoch: 2,
      epochs: 2,
      testAccuracy: 0.75,
      folder: first,
      parents: [],
    });
    expect(runs[1]).toMatchObject({ cell: 'measured', kind: 'norms', parent: runs[0]?.['id'] });
  });

  it('prints a table', async () => {
    const { stdout } = await cli('runs');
    expect(stdout.lines[2]).toMatch(
      /^\d{8}-\d{6}-base-\w{4} +base +train +1 +finished +20\/20 +75\.0 %/,
    );
  });

  it.each(['.', '.residual-lab', '.residual-lab/runs'])('finds the store from %s', async dir => {
    const { stdout } = await cli('runs', dir, '--json');
    expect((JSON.parse(stdout.text) as { runs: unknown[] }).runs).toHaveLength(2);
  });

  it('an empty place has no runs', async () => {
    const place = mkdtempSync(path.join(tmpdir(), 'reslab-empty-'));
    const { stdout, code } = await cli('runs', place, '--json');
    expect([code, stdout.text]).toEqual([0, '{"runs":[]}\n']);
  });

  it('a place that is not there is a mistake of the command line', async () => {
    const { stdout, stderr, code } = await cli('runs', 'nowhere', '--json');
    expect([code, stdout.text]).toEqual([2, '']);
    expect(stderr.text).toContain('There is no folder nowhere');
  });
});

describe('export', () => {
  it('writes metrics as CSV: as many rows as the table, short float32, empty for null', async () => {
    const { stdout } = await cli('export', first);
    const [header, row, ...rest] = stdout.lines;
    expect(header).toBe(
      'step,epoch,seconds,split,loss,accuracy,rate,images_per_second,blocks,gradient_norm',
    );
    expect(row).toBe('1,0.1,0.01,train,1,0.5,0.1,1000,3,1');
    expect(rest.find(line => line.includes('test'))).toBe('10,1,0.1,test,0.5,0.75,,,3,');
    expect(rest.length + 1).toBe(openTable(first, 'metrics').read().rows);
  });

  it('writes JSON with units and definitions', async () => {
    const { stdout } = await cli('export', path.basename(first), '--format', 'json');
    const exported = JSON.parse(stdout.text) as { columns: object[]; rows: object[] };
    expect(exported.columns[4]).toMatchObject({ name: 'loss', type: 'float32', unit: 'nats' });
    expect(exported.rows).toHaveLength(22);
    expect(toRows(openTable(first, 'metrics').read())[3]).toMatchObject({
      ...exported.rows[3],
      loss: Math.fround(1 / 4),
      rate: Math.fround(0.1),
    });
  });

  it('takes the results of a study, and writes to a file', async () => {
    const { code, stdout } = await cli('export', 'measured', '--out', 'x.csv');
    expect(code).toBe(2);
    const list = JSON.parse((await cli('runs', '--json')).stdout.text) as {
      runs: { id: string }[];
    };
    const id = list.runs[1]?.id ?? '';
    expect((await cli('export', id.slice(-8), '--out', 'x.csv')).code).toBe(0);
    expect(stdout.text).toBe('');
    const lines = readFileSync(path.join(folder, 'x.csv'), 'utf8').split('\n');
    expect(lines[0]).toMatch(/^block,name,stage,h,state,residual,gradient,/);
    expect(lines).toHaveLength(5);
  });

  it('says of a run that cannot be read why, also where the end of its id tells it', async () => {
    const id = '20200101-000000-base-dead';
    const damaged = path.join(folder, '.residual-lab', 'runs', id);
    mkdirSync(damaged);
    writeFileSync(path.join(damaged, 'run.json'), '{');
    try {
      for (const name of [id, 'dead']) {
        const { code, stderr } = await cli('export', name);
        expect([name, code]).toEqual([name, 3]);
        expect(stderr.text).toContain(`Cannot read the run at ${damaged}: run.json`);
      }
    } finally {
      rmSync(damaged, { recursive: true });
    }
  });

  it('says which run or table is not there', async () => {
    const unknown = await cli('export', '20200101-000000-none-0000');
    expect([unknown.code, unknown.stderr.text]).toEqual([
      2,
      expect.stringContaining("There is no run '20200101-000000-none-0000'"),
    ]);
    const table = await cli('export', first, '--table', 'device');
    expect([table.code, table.stderr.text]).toEqual([
      2,
      expect.stringContaining("no table 'device'"),
    ]);
  });

  it('says so where a table is damaged, and writes the rows before that', async () => {
    const copy = path.join(folder, '.residual-lab', 'runs', `${path.basename(first)}-copy`);
    cpSync(first, copy, { recursive: true });
    const file = path.join(copy, 'metrics.arrows');
    const whole = await cli('export', copy);
    expect([whole.code, whole.stderr.text]).toEqual([0, '']);
    const bytes = readFileSync(file);
    // Without the end of the stream, eight bytes.
    truncateSync(file, bytes.length - 8);
    const unended = await cli('export', copy);
    expect([unended.code, unended.stderr.text]).toEqual([0, expect.stringContaining(file)]);
    expect(unended.stdout.text).toBe(whole.stdout.text);
    truncateSync(file, bytes.length - 100);
    const cut = await cli('export', copy);
    expect([cut.code, cut.stderr.text]).toEqual([0, expect.stringContaining('cut off')]);
    expect(cut.stdout.text.length).toBeLessThan(whole.stdout.text.length);
    expect(whole.stdout.text.startsWith(cut.stdout.text)).toBe(true);
    writeFileSync(file, Buffer.alloc(bytes.length));
    const none = await cli('export', copy);
    expect([none.code, none.stderr.text]).toEqual([3, expect.stringContaining('and no table')]);
    rmSync(copy, { recursive: true });
  });
});

describe('stop', () => {
  it('lets a run end with a checkpoint; the one who watches says 130', async () => {
    const io = testIo({ cwd: folder, enginePath });
    const running = reslab(['run', 'net.resnet.yaml', '--cell', 'slow', '--json'], io);
    await until(() => io.stdout.text.includes('"progress"'));
    const { run } = JSON.parse(io.stdout.lines[0] ?? '') as { run: string };
    const stop = await cli('stop', path.basename(run));
    expect([stop.code, stop.stdout.text]).toEqual([0, expect.stringContaining('asked to stop')]);
    expect((await running).code).toBe(130);
    const again = await cli('stop', run);
    expect(again.stdout.text).toContain('has ended already: stopped at step');
  });

  it('with --kill ends the process', async () => {
    const io = testIo({ cwd: folder, enginePath });
    const running = reslab(['run', 'net.resnet.yaml', '--cell', 'slow', '--json'], io);
    await until(() => io.stdout.text.includes('"progress"'));
    const { run } = JSON.parse(io.stdout.lines[0] ?? '') as { run: string };
    const stop = await cli('stop', run, '--kill');
    expect(stop.stdout.text).toMatch(/crashed|stopped/);
    expect([1, 130]).toContain((await running).code);
  });
});
