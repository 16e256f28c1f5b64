import {
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../src/record/index.ts';
import { digestKey, encodeTensors, noDigest } from '../../../src/record/index.ts';
import { digestCell, parseNotebook } from '../../../src/language/index.ts';
import { deviceLockFolder, heldLocks, takeDevice } from '../../../src/runs/queue/index.ts';
import { checkpointName, seal } from '../../../src/store/index.ts';
import { buildFakeEngine } from '../support/fakeEngine.ts';
import { testIo, type TestIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';
import { until } from '../support/until.ts';

let enginePath: string;
beforeAll(async () => {
  enginePath = await buildFakeEngine();
});

type Event = Record<string, unknown> & { event: string };

interface Ran {
  code: number;
  events: Event[];
  io: TestIo;
}

/** Runs with `--json` in the folder of a project. */
async function runJson(folder: string, ...args: string[]): Promise<Ran> {
  const io = testIo({ cwd: folder, enginePath });
  const { code } = await reslab(['run', 'net.resnet.yaml', '--json', ...args], io);
  return { code, events: parse(io), io };
}

function parse(io: TestIo): Event[] {
  return io.stdout.lines.map(line => JSON.parse(line) as Event);
}

function ends(events: readonly Event[]) {
  return events.filter(e => e.event === 'end');
}

function requestOf(event: Event | undefined): RunRequest {
  const file = path.join(String(event?.['run']), 'run.json');
  return JSON.parse(readFileSync(file, 'utf8')) as RunRequest;
}

describe('one training', () => {
  it('tells what happens, one object a line, `end` last', async () => {
    const { folder } = project(trainCell('base'));
    const { code, events, io } = await runJson(folder);
    expect(code).toBe(0);
    expect(io.stderr.text).toBe('');
    expect(events.map(e => e.event).filter((e, i, all) => e !== all[i - 1])).toEqual(
      expect.arrayContaining(['start', 'engine', 'evaluation', 'end']),
    );
    expect(ends(events)).toHaveLength(1);
    const run = String(events[0]?.['run']);
    expect(events.at(-1)).toMatchObject({
      event: 'end',
      ending: 'finished',
      run,
      cell: 'base',
      kind: 'train',
      seed: 1,
      step: 20,
      message: null,
      test: { split: 'test', step: 20, epoch: 2, loss: 0.5, accuracy: 0.75 },
      runs: [{ cell: 'base', kind: 'train', seed: 1, run, ending: 'finished' }],
    });
    expect(path.dirname(run)).toBe(path.join(folder, '.residual-lab', 'runs'));
    expect(events.filter(e => e.event === 'evaluation').map(e => e['step'])).toEqual([10, 20]);
    for (const event of events) expect(event).toMatchObject({ cell: 'base', kind: 'train', run });
  });

  it('asks for what the cell says', async () => {
    const { folder, file } = project(trainCell('base', 'seeds: [5]\n'));
    const { events } = await runJson(folder, '--set', 'epochs=1', '--data', '.', '--engine', 'cpu');
    const request = requestOf(events.at(-1));
    expect(request).toMatchObject({
      kind: 'train',
      notebook: file,
      variant: { epochs: 1, seed: 5 },
      value: { epochs: 1, batch: 10 },
      network: { name: 'tiny', value: { input: [8, 8, 1] } },
      parents: [],
      engine: { name: 'cpu', compiled: true },
      data: { folder },
    });
    // A variant is one of the recipe as it is written.
    expect(request.cell.text).toBe(trainCell('base', 'seeds: [5]'));
    const written = readFileSync(file, 'utf8');
    expect(request.cell.digest).toBe(digestCell(parseNotebook(written), 'base'));
  });

  it('on a pipe prints a few lines and the result', async () => {
    const { folder } = project(trainCell('base'));
    const io = testIo({ cwd: folder, enginePath });
    expect((await reslab(['run', 'net.resnet.yaml'], io)).code).toBe(0);
    expect(io.stdout.text).toMatch(
      /^base \(train\), seed 1: .*\n {2}cpu 0\.0\.0 on nothing \(a test\)\n/,
    );
    expect(io.stdout.text).toContain('epoch 2.00, step 20: test loss 0.5000, accuracy 75.0 %');
    expect(io.stdout.text).toContain('base, seed 1: finished, test accuracy 75.0 %, error 25.0 %');
  });
});

it('tells of a full disk while it is full', async () => {
  const { folder } = project(trainCell('hindered'));
  const io = testIo({ cwd: folder, enginePath });
  const running = reslab(['run', 'net.resnet.yaml', '--json'], io);
  await until(() => io.stdout.text.includes('"problem"'));
  writeFileSync(path.join(folder, '.residual-lab', 'room'), '');
  const { code } = await running;
  const events = parse(io);
  expect(events.find(e => e.event === 'problem')?.['message']).toBe('No room.');
  expect(ends(events)[0]).toMatchObject({ ending: 'finished' });
  expect(code).toBe(0);
});

describe('several runs', () => {
  it('one per seed, each with its end; a failed one does not keep the others from running', async () => {
    const { folder } = project(
      trainCell('fails', 'seeds: [1, 2, 3]\n').replace('fails', 'fails 2'),
    );
    const { code, events } = await runJson(folder);
    expect(code).toBe(1);
    expect(ends(events).map(e => [e['seed'], e['ending'], e['message'], e['step']])).toEqual([
      [1, 'finished', null, 20],
      [2, 'failed', 'in block 1.2: The loss is NaN.', 5],
      [3, 'finished', null, 20],
    ]);
    expect(events.at(-1)).toMatchObject({ event: 'end', seed: 3 });
    expect(events.at(-1)?.['runs']).toHaveLength(3);
  });

  it('end with mean and deviation', async () => {
    const { folder } = project(trainCell('base', 'seeds: [1, 2, 3]\n'));
    const io = testIo({ cwd: folder, enginePath });
    await reslab(['run', 'net.resnet.yaml'], io);
    // 0.75, 0.5, 0.25: mean 0.5, sample standard deviation 0.25
    expect(io.stdout.text).toContain(
      'base: test accuracy 50.0 ± 25.0 % (mean and standard deviation of 3 seeds)\n' +
        '  seed 1: 75.0 %, seed 2: 50.0 %, seed 3: 25.0 %\n',
    );
  });
});

const study = 'norms: measured\nof: base\n';

describe('studies', () => {
  it('run after their training, for each of its seeds', async () => {
    const { folder } = project(study, trainCell('base', 'seeds: [1, 2]\n'));
    const { code, events } = await runJson(folder);
    expect(code).toBe(0);
    expect(ends(events).map(e => [e['cell'], e['seed']])).toEqual([
      ['base', 1],
      ['base', 2],
      ['measured', 1],
      ['measured', 2],
    ]);
    const [first, , measured] = ends(events);
    expect(requestOf(measured)).toMatchObject({
      kind: 'norms',
      network: null,
      value: { of: 'base', statistics: 'evaluation' },
      parents: [{ run: path.basename(String(first?.['run'])), step: 20, role: 'study' }],
    });
    const rows = events.filter(e => e.event === 'result' && e['seed'] === 1).map(e => e['row']);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({ block: 1, name: '1.2', state: 8, residual: 2 });
  });

  it('print their tables', async () => {
    const { folder } = project(trainCell('base'), study, 'lesion: cut\nof: base\n');
    const io = testIo({ cwd: folder, enginePath });
    await reslab(['run', 'net.resnet.yaml'], io);
    expect(io.stdout.text).toContain(
      [
        '  block  state  residual  gradient  ratio  residual',
        '  -----  -----  --------  --------  -----  ------------------------',
        '  1.1    8.000     4.000     2.000      –  ████████████████████████',
        '  1.2    8.000     2.000     2.000      –  ████████████',
        '  end    8.000         –     2.000      –',
      ].join('\n'),
    );
    expect(io.stdout.text).toContain(
      [
        '  changed         error   cost',
        '  -------------  ------  -----  ------------------------',
        '  whole network  25.0 %      –',
        '  1.1 removed    75.0 %  +50.0  ████████████████████████',
        '  1.2 removed    50.0 %  +25.0  ████████████',
      ].join('\n'),
    );
  });

  it('alone take the newest finished run of exactly this training', async () => {
    const { folder } = project(trainCell('base'), study);
    await runJson(folder, '--cell', 'base', '--set', 'batch=20');
    const none = await runJson(folder, '--cell', 'measured');
    expect(none.code).toBe(2);
    expect(none.events).toEqual([
      expect.objectContaining({ event: 'end', ending: 'refused', run: null, code: 'usage.of' }),
    ]);
    expect(none.io.stderr.text).toContain('--cell base');
    await runJson(folder, '--cell', 'base');
    const newest = (await runJson(folder, '--cell', 'base')).events.at(-1);
    const { code, events } = await runJson(folder, '--cell', 'measured');
    expect(code).toBe(0);
    expect(requestOf(events.at(-1)).parents[0]?.run).toBe(path.basename(String(newest?.['run'])));
  });

  it('say which weights they would have taken if those were whole', async () => {
    const { folder } = project(trainCell('base'), study);
    const trained = async () => {
      const { events } = await runJson(folder, '--cell', 'base');
      return String(events.at(-1)?.['run']);
    };
    const [first, second] = [await trained(), await trained()];
    const weightsOf = (run: string) => {
      const all = readdirSync(path.join(run, 'checkpoints')).sort();
      return all.map(name => path.join(run, 'checkpoints', name));
    };
    // The last of the newest is cut off: an earlier step is studied.
    const [last = ''] = weightsOf(second);
    copyFileSync(last, path.join(path.dirname(last), 'step-00000007.safetensors'));
    truncateSync(last, statSync(last).size - 1);
    const cut = await runJson(folder, '--cell', 'measured');
    expect(cut.io.stderr.text).toContain('(step 20) cannot be read');
    expect(requestOf(cut.events.at(-1)).parents).toMatchObject([
      { run: path.basename(second), step: 7 },
    ]);
    // All of the newest: the run before is studied.
    for (const file of weightsOf(second)) truncateSync(file, 0);
    const { io, events } = await runJson(folder, '--cell', 'measured');
    expect(io.stderr.text).toMatch(new RegExp(`${path.basename(second)}, .* it is passed over`));
    expect(requestOf(events.at(-1)).parents[0]?.run).toBe(path.basename(first));
    // All of both, and one whose run.json is empty: nothing is studied.
    for (const file of weightsOf(first)) truncateSync(file, 0);
    truncateSync(path.join(second, 'run.json'), 0);
    const none = await runJson(folder, '--cell', 'measured');
    expect(none.code).toBe(2);
    expect(none.io.stderr.text).toContain(`${path.basename(first)}, `);
    expect(none.io.stderr.text).toContain(`Cannot read the run at ${second}`);
  });

  it('of a run say which of its weights changed on the disk, and refuse where all did', async () => {
    const { folder } = project(trainCell('base'));
    const run = String((await runJson(folder)).events.at(-1)?.['run']);
    const id = path.basename(run);
    writeFileSync(path.join(folder, 'of.resnet.yaml'), study.replace('base', id));
    const parts = encodeTensors({ tensors: {}, metadata: { [digestKey]: noDigest, note: 'a' } });
    seal(parts);
    const whole = Buffer.concat(parts);
    const changed = Buffer.from(whole);
    changed.write('b', whole.indexOf('"note":"a"') + 8);
    const write = (step: number, bytes: Buffer) =>
      writeFileSync(path.join(run, 'checkpoints', checkpointName(step)), bytes);
    const studied = async () => {
      const io = testIo({ cwd: folder, enginePath });
      const { code } = await reslab(['run', 'of.resnet.yaml', '--json'], io);
      return { code, end: parse(io).at(-1), said: io.stderr.text };
    };
    write(20, whole);
    write(30, changed);
    const earlier = await studied();
    expect(earlier.said).toContain(
      `${id}, 1 checkpoint (step 30) cannot be read: damaged or cut off; step 20 is studied.`,
    );
    expect(requestOf(earlier.end).parents).toEqual([{ run: id, step: 20, role: 'study' }]);
    write(20, changed);
    const { code, end, said } = await studied();
    expect([code, end?.['code']]).toEqual([2, 'usage.of']);
    expect(said).toContain(`Every checkpoint of the run '${id}' is damaged`);
  });

  it('are skipped when their training failed', async () => {
    const { folder } = project(trainCell('refuses'), study.replace('base', 'refuses'));
    const { code, events, io } = await runJson(folder);
    expect(code).toBe(3);
    expect(ends(events).map(e => [e['cell'], e['ending'], e['message']])).toEqual([
      ['refuses', 'refused', 'The data set is not here.'],
    ]);
    expect(io.stderr.text).toContain('measured: skipped');
  });
});

describe('a training that starts from another', () => {
  const fine = trainCell('fine', 'seeds: [1, 2]\nfrom: base\n');
  const base = trainCell('base', 'seeds: [1, 2]\n');

  it('runs after it, each seed from the weights of that seed', async () => {
    const { folder } = project(fine, base);
    const { code, events } = await runJson(folder);
    expect(code).toBe(0);
    const [first, second, ...later] = ends(events);
    expect([first, second, ...later].map(e => [e?.['cell'], e?.['seed']])).toEqual([
      ['base', 1],
      ['base', 2],
      ['fine', 1],
      ['fine', 2],
    ]);
    expect(later.map(e => requestOf(e).parents)).toEqual(
      [first, second].map(e => [
        { run: path.basename(String(e?.['run'])), step: 20, role: 'weights' },
      ]),
    );
  });

  it('alone takes the newest finished run, trains the seeds that have one, and says where none has', async () => {
    const { folder } = project(base, fine);
    const none = await runJson(folder, '--cell', 'fine');
    expect(none.code).toBe(2);
    expect(none.io.stderr.text).toMatch(/'fine' starts from 'base', .* --cell base/);
    await runJson(folder, '--cell', 'base', '--set', 'seeds=[2]');
    const { code, events, io } = await runJson(folder, '--cell', 'fine');
    expect(code).toBe(0);
    expect(ends(events).map(e => e['seed'])).toEqual([2]);
    expect(io.stderr.text).toContain("1 seed of 'base' not trained yet; training the others.");
  });

  it('is skipped when that one failed', async () => {
    const { folder } = project(trainCell('refuses'), trainCell('fine', 'from: refuses\n'));
    const { code, events, io } = await runJson(folder);
    expect(code).toBe(3);
    expect(ends(events).map(e => e['cell'])).toEqual(['refuses']);
    expect(io.stderr.text).toContain("fine: skipped, because no run of 'refuses' came to an end.");
  });
});

describe('Ctrl-C', () => {
  it('once stops with a checkpoint, and nothing else starts; resume goes on there', async () => {
    const { folder } = project(trainCell('slow', 'seeds: [1, 2]\n'));
    const io = testIo({ cwd: folder, enginePath });
    const running = reslab(['run', 'net.resnet.yaml', '--json'], io);
    await until(() => io.stdout.text.includes('"progress"'));
    io.interrupt();
    expect((await running).code).toBe(130);
    const events = parse(io);
    expect(ends(events)).toMatchObject([{ ending: 'stopped', seed: 1 }]);
    expect(io.stderr.text).toContain('Ctrl-C again kills');
    const stopped = ends(events)[0];
    const [step, id] = [stopped?.['step'], path.basename(String(stopped?.['run']))];

    const again = testIo({ cwd: folder, enginePath });
    const resumed = reslab(['resume', id, '--json'], again);
    await until(() => again.stdout.text.includes('"progress"'));
    again.interrupt();
    expect((await resumed).code).toBe(130);
    const [end] = ends(parse(again));
    expect(requestOf(end).parents).toEqual([{ run: id, step, role: 'resume' }]);
    expect(Number(end?.['step'])).toBeGreaterThan(Number(step));
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const)(
    'and %s, several times, stop with a checkpoint and kill nothing',
    async signal => {
      const { folder } = project(trainCell('slow', 'seeds: [1, 2]\n'));
      const io = testIo({ cwd: folder, enginePath });
      const running = reslab(['run', 'net.resnet.yaml', '--json'], io);
      await until(() => io.stdout.text.includes('"progress"'));
      for (const each of [signal, 'SIGTERM', 'SIGINT', signal] as const) io.interrupt(each);
      expect((await running).code).toBe(130);
      expect(ends(parse(io))).toMatchObject([{ ending: 'stopped', seed: 1 }]);
      expect(io.stderr.text).toContain(
        `(${signal}): a training keeps a checkpoint, a study its rows; nothing else`,
      );
    },
  );

  it('twice kills a run that does not stop', async () => {
    const { folder } = project(trainCell('stubborn'));
    const io = testIo({ cwd: folder, enginePath });
    const running = reslab(['run', 'net.resnet.yaml', '--json'], io);
    await until(() => io.stdout.text.includes('"progress"'));
    io.interrupt();
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(ends(parse(io))).toEqual([]);
    io.interrupt();
    expect((await running).code).toBe(130);
    expect(ends(parse(io))).toMatchObject([{ ending: 'crashed' }]);
    expect(io.stderr.text).toContain('Killing the run.');
  });
});

describe('the device', () => {
  it('is kept from queues while a run lasts', async () => {
    const { folder } = project(trainCell('slow'));
    const io = testIo({ cwd: folder, enginePath });
    const running = reslab(['run', 'net.resnet.yaml', '--json'], io);
    await until(() => io.stdout.text.includes('"progress"'));
    const run = String(parse(io)[0]?.['run']);
    expect([...heldLocks(deviceLockFolder(io.env)).values()].map(held => held.run)).toEqual([run]);
    io.interrupt();
    await running;
    expect(heldLocks(deviceLockFolder(io.env)).size).toBe(0);
    expect(io.stderr.text).not.toContain('on this device');
  });

  it('is shared with a run that has it, and it says so', async () => {
    const { folder } = project(trainCell('base'));
    const io = testIo({ cwd: folder, enginePath });
    const { lock } = takeDevice(io.env);
    lock?.describe('/store/runs/20261121-062501-deep-4f2c', process.pid);
    expect((await reslab(['run', 'net.resnet.yaml'], io)).code).toBe(0);
    expect(io.stderr.text).toContain('The run 20261121-062501-deep-4f2c is on this device:');
    expect(heldLocks(deviceLockFolder(io.env)).size).toBe(1);
    lock?.release();
  });

  it('is used where no lock can be written', async () => {
    const { folder, file } = project(trainCell('base'));
    const env = { PATH: process.env['PATH'], RESIDUAL_LAB_CACHE: file };
    const io = testIo({ cwd: folder, enginePath, env });
    expect((await reslab(['run', 'net.resnet.yaml'], io)).code).toBe(0);
  });
});

describe('what goes wrong', () => {
  it('a process that ends without an ending has crashed', async () => {
    const { folder } = project(trainCell('crashes'));
    const { code, events } = await runJson(folder);
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({ event: 'end', ending: 'crashed' });
    expect(events.at(-1)?.['message']).toContain('exited with code 3');
  });

  it('says that a crash before the first checkpoint is not gone on from', async () => {
    const { folder } = project(trainCell('crashes'));
    const io = testIo({ cwd: folder, enginePath });
    await reslab(['run', 'net.resnet.yaml', '--retry'], io);
    expect(io.stdout.text + io.stderr.text).toMatch(
      /-crashes-\w{4} crashed before its first checkpoint; it does not go on by itself\./,
    );
    const usual = testIo({ cwd: folder, enginePath });
    await reslab(['run', 'net.resnet.yaml'], usual);
    expect(usual.stdout.text + usual.stderr.text).not.toContain('by itself');
  });

  it('a process that dies before it takes the run has crashed, too', async () => {
    const { folder } = project(trainCell('base'));
    const io = testIo({ cwd: folder, enginePath: path.join(folder, 'none.js') });
    expect((await reslab(['run', 'net.resnet.yaml', '--json'], io)).code).toBe(1);
    expect(parse(io).at(-1)).toMatchObject({ event: 'end', ending: 'crashed' });
  });

  it('a file with errors does not run', async () => {
    const { folder } = project(trainCell('base', 'epoch: 3\n'));
    const { code, events } = await runJson(folder);
    expect(code).toBe(1);
    expect(events).toMatchObject([
      { event: 'diagnostics', diagnostics: [{ severity: 'error', column: 1 }] },
      { event: 'end', ending: 'refused', run: null },
    ]);
  });

  it('an error in a cell that does not matter does not matter', async () => {
    const { folder } = project(trainCell('base'), trainCell('broken', 'epoch: 3\n'));
    expect((await runJson(folder, '--cell', 'base')).code).toBe(0);
    expect((await runJson(folder, '--cell', 'broken')).code).toBe(1);
  });

  it.each([
    [['--cell', 'bse'], "There is no cell 'bse' in this file. Did you mean `base`?"],
    [['--cell', 'tiny'], "'tiny' is a network"],
    [['--set', 'epoch=1'], 'Did you mean `epochs`?'],
    [['--set', 'epochs'], 'write key=value'],
    [['--data', 'nowhere'], 'does not exist'],
    [['--engine', 'jax'], 'One of: auto, tensorflow, wasm, cpu.'],
  ])('%j is refused as a mistake of the command line', async (args, message) => {
    const { folder } = project(trainCell('base'));
    const { code, io } = await runJson(folder, ...args);
    expect(code).toBe(2);
    expect(io.stderr.text).toContain(message);
  });

  it('a value that --set makes wrong is said of the setting, which has no line in the file', async () => {
    const { folder } = project(trainCell('base'), trainCell('other').replace('tiny', 'tinny'));
    const io = testIo({ cwd: folder });
    const args = ['run', 'net.resnet.yaml', '--set', 'clip=1', '--set', 'epochs=-1'];
    const { code } = await reslab([...args, '--cell', 'base'], io);
    expect(code).toBe(1);
    expect(io.stderr.lines).toContain(
      '--set epochs=-1: error value.range `epochs` is `-1`, but must be above 0 and at most 1000000.',
    );
    // The mistake of the file keeps the line that it has there, though a setting added one above it.
    expect(io.stderr.text).toMatch(/^net\.resnet\.yaml:17:10: error name\.undefined/m);
    expect(io.stderr.text).toContain('2 errors');
  });

  it('says in JSON which setting is wrong', async () => {
    const { folder } = project(trainCell('base'));
    const io = testIo({ cwd: folder });
    const { code } = await reslab(['run', 'net.resnet.yaml', '--set', 'seeds=3', '--json'], io);
    expect(code).toBe(1);
    const events = io.stdout.lines.map(line => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      { event: 'setting', setting: 'seeds=3', code: 'value.type', severity: 'error' },
      { event: 'end', ending: 'refused', code: 'notebook.errors' },
    ]);
  });
});

describe('what cannot start', () => {
  it('ends events too where an option is wrong', async () => {
    const { folder } = project(trainCell('base'));
    const { code, events } = await runJson(folder, '--engine', 'nonsense');
    expect(code).toBe(2);
    expect(events).toMatchObject([{ event: 'end', ending: 'refused', code: 'usage.option' }]);
  });

  it.runIf(process.platform === 'linux')('is a store where no folder can be made', async () => {
    const { folder } = project(trainCell('base'));
    const { code, events } = await runJson(folder, '--runs', '/proc/nothing/here');
    expect(code).not.toBe(0);
    expect(ends(events)).toMatchObject([{ ending: 'refused' }]);
  });

  it('is a cell that the engine cannot compute yet, with the reason', async () => {
    const { folder } = project(trainCell('base'), 'paths: p\nof: base\n');
    const { code, events } = await runJson(folder, '--cell', 'p');
    expect(code).toBe(2);
    expect(ends(events)[0]?.['message']).toContain('`paths`');
  });
});
