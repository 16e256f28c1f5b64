import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  describeTemplate,
  freeName,
  templatesOf,
} from '../../src/host/commands/describeTemplate.ts';
import { describeDataLine } from '../../src/host/commands/describeDataLine.ts';
import { formatReport } from '../../src/host/commands/formatReport.ts';
import { findNode, isNewEnough } from '../../src/host/findNode.ts';
import { networkSummaryText } from '../../src/host/networkSummaryText.ts';
import { missingData } from '../../src/host/running/missingData.ts';
import { OpenMessages } from '../../src/host/running/openMessages.ts';
import { restartPolicy } from '../../src/host/restartPolicy.ts';
import { wrappers } from '../../src/host/wrappers.ts';

it.each([
  ['v20.18.3', false],
  ['v20.19.0', true],
  ['v24.0.1', true],
  ['v8.20.0', false],
  ['', false],
])('Node %s is new enough: %s', (version, expected) => expect(isNewEnough(version)).toBe(expected));

it('finds the Node that it runs on, and says what to do where the set one does not start', async () => {
  expect(await findNode(null)).toEqual({ path: process.execPath, version: process.version });
  await expect(findNode('/nowhere/node')).rejects.toMatchObject({
    code: 'run.noNode',
    message: expect.stringContaining('residualLab.nodePath') as string,
  });
});

it('starts a crashing server three times in three minutes, not a fourth time', () => {
  const mayRestart = restartPolicy();
  expect([0, 1000, 2000, 3000].map(mayRestart)).toEqual([true, true, true, false]);
  expect(mayRestart(200_000)).toBe(true);
});

it.skipIf(process.platform === 'win32')('runs a script at a path with quotes and spaces', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "it's a $test "));
  try {
    const script = path.join(folder, 'print.js');
    fs.writeFileSync(script, 'console.log(JSON.stringify(process.argv.slice(2)))');
    const program = path.join(folder, 'reslab');
    fs.writeFileSync(program, wrappers(process.execPath, script)['reslab'] ?? '', { mode: 0o755 });
    const said = execFileSync(program, ['a b', "c'd"], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(['a b', "c'd"]);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

it('names a sample by its heading and first paragraph', () => {
  const text = 'note: |\n  # A title\n\n  One `line`\n  and another.\n\n  More.\n---\nnetwork: a\n';
  expect(describeTemplate(text, 'x')).toEqual({
    title: 'A title',
    detail: 'One line and another.',
  });
  expect(describeTemplate('network: a\n', 'x')).toEqual({ title: 'x', detail: '' });
});

it('offers the first look, then an empty notebook, then the other samples', () => {
  const sample = (name: string) => ({ name, content: `note: |\n  # Of ${name}\n` });
  const found = templatesOf([sample('cifar.resnet.yaml'), sample('first.resnet.yaml')]);
  expect(found.map(({ label, content }) => [label, content.length])).toEqual([
    ['Of first.resnet.yaml', 33],
    ['Empty notebook', 0],
    ['Of cifar.resnet.yaml', 33],
  ]);
});

it('tells of a data set that arrives', () => {
  const say = (event: object) => describeDataLine(JSON.stringify(event));
  expect(say({ event: 'progress', file: 'a.gz', bytes: 1_250_000, total: 170_498_071 })).toBe(
    'a.gz: 1.25 MB of 170 MB',
  );
  expect(say({ event: 'progress', file: 'a.gz', bytes: 0, total: null })).toBe('a.gz: 0 B');
  expect(say({ event: 'end', folder: '/data/x', terms: 'Free.' })).toBe(
    'It lies in /data/x. Terms: Free.',
  );
  expect(say({ event: 'other' })).toBe(null);
  expect(describeDataLine('npm warn')).toBe('npm warn');
});

it('knows for want of which data set a run did not begin', () => {
  const of = (code: string, set: string) =>
    missingData({
      ending: { ending: 'refused', code, message: '' },
      request: { value: { data: { set } } },
    } as unknown as Parameters<typeof missingData>[0]);
  expect(of('data.missing', 'cifar10')).toBe('cifar10');
  expect(of('data.missing', './mine')).toBe(null);
  expect(of('plan.memory', 'cifar10')).toBe(null);
});

it('shows a message once while it is on the screen', async () => {
  const open = new OpenMessages();
  let answer: (text: string) => void = () => undefined;
  const first = open.show('a', () => new Promise<string>(resolve => (answer = resolve)));
  expect(await open.show('a', () => Promise.resolve('again'))).toBe(undefined);
  expect(await open.show('b', () => Promise.resolve('other'))).toBe('other');
  answer('log');
  expect(await first).toBe('log');
  expect(await open.show('a', () => Promise.resolve('later'))).toBe('later');
});

it('finds a file name that is free', () => {
  expect(freeName('A first look!', () => true)).toBe('a-first-look.resnet.yaml');
  const taken = new Set(['a.resnet.yaml', 'a-2.resnet.yaml']);
  expect(freeName('A', name => !taken.has(name))).toBe('a-3.resnet.yaml');
  expect(freeName('?', () => true)).toBe('notebook.resnet.yaml');
});

it('writes the home folder as ~ in a report', () => {
  const report = formatReport(
    { facts: { Node: '/home/ada/node' }, engine: 'folder /home/ada/.cache', log: '' },
    '/home/ada',
  );
  expect(report).toContain('- Node: ~/node');
  expect(report).not.toContain('ada');
  expect(report).toContain('(empty)');
});

it('summarises a network for the batch of its recipe, and says where it cannot', () => {
  const preset = 'network: n\npreset: {resnet-v1, depth: 20}\ninput: [32, 32, 3]\nclasses: 10\n';
  const recipe = '---\ntrain: t\nnetwork: n\ndata: cifar10\nepochs: 1\nbatch: 64\nrate: 0.1\n';
  // He et al. 2016, Table 6: ResNet-20 has 0.27 M parameters.
  const text = networkSummaryText(preset + recipe, 'n');
  const parameters = Number(/([\d,]+) trainable/.exec(text)?.[1]?.replaceAll(',', ''));
  expect((parameters / 1e6).toFixed(2)).toBe('0.27');
  expect(text).toContain('for a batch of 64');
  expect(networkSummaryText('network: n\nclasses: x\n', 'n')).toContain('errors');
  expect(networkSummaryText(preset, 'gone')).toContain("no network 'gone'");
});
