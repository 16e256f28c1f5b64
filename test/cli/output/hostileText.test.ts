import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRun, writeEnding } from '../../../src/store/index.ts';
import { enqueue } from '../../../src/runs/queue/index.ts';
import { someRequest } from '../../support/runFolder.ts';
import { buildFakeEngine } from '../support/fakeEngine.ts';
import { testIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';

/** Sets the title, makes a link, clears the screen, the same in one byte, turns the text round. */
const signs =
  '\u001b]0;title\u0007\u001b]8;;http://x\u001b\\link\u001b[2J\u009b2J\u007f\u202eback\u2066\u200f\u061c';
/** The same in a YAML text of double quotes. */
const escaped = JSON.stringify(signs).replace(
  /[^\x20-\x7e]/g,
  c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

let enginePath: string;
let folder: string;

beforeAll(async () => {
  enginePath = await buildFakeEngine();
  ({ folder } = project(
    trainCell('base'),
    `train: ${escaped}\nnetwork: ${escaped}\ndata: ${escaped}\nepochs: ${escaped}\n${escaped}: 1\n`,
    `note: ${escaped}\n${escaped}: x\n`,
    `norms: n\nof: ${escaped}\n`,
  ));
  fs.writeFileSync(path.join(folder, 'raw.resnet.yaml'), `train: ${signs}\nnetwork: [${signs}\n`);
  const store = path.join(folder, '.residual-lab');
  const cell = { name: signs, text: `train: ${escaped}\n`, digest: 'd' };
  const ended = await createRun(store, someRequest({ cell, notebook: `/x/${signs}.resnet.yaml` }));
  writeEnding(ended, { ending: 'refused', message: `a ${signs} b`, code: 'data.missing' });
  const failed = await createRun(store, someRequest({ cell }));
  writeEnding(failed, {
    ending: 'failed',
    message: signs,
    code: 'train.diverged',
    step: 3,
    block: signs,
  } as never);
  const waiting = await createRun(store, someRequest({ cell }));
  enqueue(store, [{ run: path.basename(waiting), after: [] }], {
    RESIDUAL_LAB_CACHE: path.join(store, 'cache'),
  });
});

const id = () =>
  fs.readdirSync(path.join(folder, '.residual-lab', 'runs')).find(name => /^\d{8}/.test(name)) ??
  '';

const commands: readonly (readonly string[])[] = [
  ['check', 'net.resnet.yaml'],
  ['check', 'net.resnet.yaml', '--json'],
  ['check', 'raw.resnet.yaml'],
  ['show', 'net.resnet.yaml'],
  ['show', 'raw.resnet.yaml'],
  ['run', 'net.resnet.yaml', '--cell', signs],
  ['run', 'net.resnet.yaml', '--cell', signs, '--json'],
  ['run', 'raw.resnet.yaml'],
  ['runs'],
  ['runs', '--json'],
  ['runs', '--runs', signs],
  ['queue', 'list'],
  ['queue', 'list', '--json'],
  ['queue', 'add', 'net.resnet.yaml', '--cell', signs],
  ['export', signs],
  ['resume', signs],
  ['stop', signs],
  [signs],
  ['run', 'net.resnet.yaml', `--${signs}`],
  ['data', signs],
  ['engine', signs],
];

describe.each([
  ['a terminal', { columns: 100 }],
  ['a pipe', undefined],
])('on %s', (_, terminal) => {
  it.each(commands)('%j %j %j %j prints no sign that a terminal obeys', async (...args) => {
    const io = testIo({ cwd: folder, enginePath, ...(terminal ? { terminal } : {}) });
    await reslab(args, io);
    expect(`${io.stdout.text}${io.stderr.text}`).not.toMatch(
      // eslint-disable-next-line no-control-regex
      /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
    );
  });

  it('still shows the run', async () => {
    const io = testIo({ cwd: folder, enginePath, ...(terminal ? { terminal } : {}) });
    await reslab(['runs'], io);
    expect(io.stdout.text).toContain('\\u{1b}');
    expect(io.stdout.text).toContain(id().slice(0, 15));
  });
});
