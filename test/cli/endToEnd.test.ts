import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toRows } from '../../src/record/tables/index.ts';
import { openTable } from '../../src/store/tables/index.ts';
import { readRun } from '../../src/store/index.ts';
import { until } from './support/until.ts';

const dist = path.join(import.meta.dirname, '../../dist');
const cli = path.join(dist, 'cli.js');
const isBuilt = ['cli.js', 'engine.js', 'loader.js'].every(f => existsSync(path.join(dist, f)));
const engines = ['cpu', ...(isBuilt && hasTensorFlow() ? ['tensorflow'] : [])];

function hasTensorFlow(): boolean {
  const info = spawnSync(process.execPath, [path.join(dist, 'engine.js'), 'info', '--json'], {
    encoding: 'utf8',
  });
  return /"engine":\s*"tensorflow"/.test(info.stdout);
}

const text = `network: tiny
input: [28, 28, 1]
classes: 10
stem: {filters: 2, kernel: 3, stride: 7}
stages:
  - {blocks: 1, filters: 2}
  - {blocks: 2, filters: 2}
block: preactivation
shortcut: pad
---
train: base
network: tiny
data: {set: mnist-sample, train: 24, test: 10}
epochs: 2
batch: 4
rate: {cosine: [0.1, 0]}
norms: 2
---
norms: measured
of: base
---
lesion: cut
of: base
remove: each
`;

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reslab-e2e-'));
  writeFileSync(path.join(folder, 'a.resnet.yaml'), text);
  return folder;
}

type Event = Record<string, unknown> & { event: string };

function parse(stdout: string): Event[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Event);
}

function reslab(folder: string, ...args: string[]) {
  const ran = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

describe.skipIf(!isBuilt)('the real engine (skipped where dist/ is not built)', () => {
  it.each(engines)('%s trains and studies a file', { timeout: 180_000 }, engine => {
    const folder = newFolder();
    const ran = reslab(folder, 'run', 'a.resnet.yaml', '--engine', engine, '--json');
    // Others may train on this machine meanwhile.
    expect(ran.stderr.replace(/^.* is on this device: .*\n/gm, '')).toBe('');
    expect(ran.code).toBe(0);
    const events = parse(ran.stdout);
    const ends = events.filter(e => e.event === 'end');
    expect(ends.map(e => [e['cell'], e['ending']])).toEqual([
      ['base', 'finished'],
      ['measured', 'finished'],
      ['cut', 'finished'],
    ]);
    expect(events.find(e => e.event === 'engine')?.['engine']).toBe(engine);
    const [trained, measured, cut] = ends.map(e => String(e['run']));

    // 6 steps in each of 2 epochs; norms every 2 steps; 3 blocks and the output of the last.
    const metrics = toRows(openTable(trained ?? '', 'metrics').read());
    expect(metrics.filter(row => row['split'] === 'train')).toHaveLength(12);
    const blocks = toRows(openTable(trained ?? '', 'blocks').read());
    expect(new Set(blocks.map(row => row['block']))).toEqual(new Set([0, 1, 2, 3]));
    expect(ends[0]).toMatchObject({ step: 12, test: { split: 'test', epoch: 2 } });
    const test = ends[0]?.['test'] as { accuracy: number };

    const norms = toRows(openTable(measured ?? '', 'results').read());
    expect(norms.map(row => row['name'])).toEqual(['1.1', '2.1', '2.2', 'end']);
    const lesions = toRows(openTable(cut ?? '', 'results').read());
    expect(lesions.map(row => row['block'])).toEqual([null, 0, 1, 2]);
    // The whole network, loaded from the checkpoint, errs as it did at the end of training.
    expect(lesions[0]?.['error']).toBeCloseTo(1 - test.accuracy, 6);
  });

  it('Ctrl-C stops with a checkpoint, and resume goes on from it to the end', async () => {
    const folder = newFolder();
    const interrupted = async (epochs: number) => {
      const args = ['run', 'a.resnet.yaml', '--cell', 'base', '--engine', 'cpu', '--json'];
      const long = ['--set', `epochs=${epochs}`, '--set', `evaluate=${epochs}`];
      const child = spawn(process.execPath, [cli, ...args, ...long], { cwd: folder });
      let stdout = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      const exited = once(child, 'close');
      const isOn = () => /"event":"progress".*"step":[1-9]/.test(stdout);
      await until(() => isOn() || child.exitCode !== null);
      child.kill('SIGINT');
      const [code] = (await exited) as [number | null];
      return { code, end: parse(stdout).at(-1) };
    };
    // It may have finished before the signal came: then it is tried again with a longer training.
    let epochs = 40;
    let ran = await interrupted(epochs);
    while (ran.end?.['ending'] === 'finished') ran = await interrupted((epochs *= 2));
    const stopped = ran.end;
    expect(ran.code).toBe(130);
    expect(stopped).toMatchObject({ event: 'end', ending: 'stopped' });
    const steps = 6 * epochs;
    expect(stopped?.['step']).toBeLessThan(steps);

    const resumed = reslab(folder, 'resume', String(stopped?.['run']), '--json');
    expect(resumed.code).toBe(0);
    const end = parse(resumed.stdout).at(-1);
    expect(end).toMatchObject({ ending: 'finished', step: steps, test: { epoch: epochs } });
    const [first] = toRows(openTable(String(end?.['run']), 'metrics').read());
    expect(first?.['step']).toBe(Number(stopped?.['step']) + 1);
  });

  it('a data set that is not there is refused with what to do', () => {
    const folder = newFolder();
    const ran = reslab(folder, 'run', 'a.resnet.yaml', '--engine', 'cpu', '--set', 'data=./none');
    expect(ran.code).toBe(3);
    expect(ran.stdout).toMatch(/refused: .*none/);
    const [run = ''] = readdirSync(path.join(folder, '.residual-lab', 'runs'));
    expect(readRun(path.join(folder, '.residual-lab', 'runs', run)).ending?.ending).toBe('refused');
  });
});
