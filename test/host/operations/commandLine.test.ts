import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../src/host/operations/commandLine.ts';
import { findProgram } from '../../../src/system/index.ts';
import type { RunRequest } from '../../../src/record/index.ts';
import { someRequest } from '../../support/runFolder.ts';

const request = (fields: Partial<RunRequest> = {}): RunRequest => ({
  format: 1,
  id: 'x',
  created: '2026-11-21T12:00:00Z',
  ...someRequest({ notebook: '/home/ada/first.resnet.yaml' }),
  engine: { name: 'auto', compiled: true },
  ...fields,
});
const cell = (name: string) => ({ name, text: '', digest: '' });

it('is what one would type', () =>
  expect(commandLine(request(), [], 'linux')).toBe(
    'reslab run /home/ada/first.resnet.yaml --cell=base --engine=auto',
  ));

it('names the settings, the data and that the step is not compiled', () => {
  const one = request({
    data: { folder: '/data' },
    engine: { name: 'cpu', compiled: false },
  });
  expect(commandLine(one, ['epochs=1', 'seeds=[2]'], 'linux')).toBe(
    "reslab run /home/ada/first.resnet.yaml --cell=base --engine=cpu --eager --data=/data --set epochs=1 --set 'seeds=[2]'",
  );
});

const hostileWords = [
  "it's $(touch MARK) `touch MARK`; touch MARK #",
  "'; touch MARK; '",
  '"; touch MARK; "',
  "\\'; touch MARK; #",
  'ends with \\',
  "\\\\two\\'",
  '!! !touch !$ ^a^b',
  '~ ~root *.ts ? [a-z] {a,b} $HOME ${HOME} %1',
  '=ls',
  '&& touch MARK || touch MARK | touch MARK & > MARK < MARK',
  '’; touch MARK; ‘ “ ”',
  '-n --help',
  '$(touch MARK)',
  '(touch MARK)',
  '漢字 ä ö \u00a0 nbsp',
  '',
];

/** Where a shell is not on this machine, its rows are skipped. */
const shells = ['sh', 'dash', 'bash', 'zsh', 'fish', 'csh', 'tcsh', 'ksh', 'busybox'].filter(
  name => findProgram(name) !== null,
);

describe.skipIf(process.platform === 'win32').each(shells)('pasted into %s', shell => {
  it('is one command with these words, whatever the names are', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paste-'));
    try {
      const program = path.join(folder, 'reslab');
      const print = 'for word; do printf "%s\\001" "$word"; done; echo';
      fs.writeFileSync(program, `#!/bin/sh\n${print}\n`, { mode: 0o755 });
      const lines = hostileWords.map(word =>
        commandLine(request({ notebook: `/a/${word}`, cell: cell(word) }), [`x=${word}`], 'linux'),
      );
      const pasted = path.join(folder, 'pasted');
      fs.writeFileSync(pasted, `${lines.join('\n')}\n`);
      const options = shell === 'busybox' ? ['sh'] : shell.endsWith('csh') ? ['-f'] : [];
      const PATH = `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
      const said = execFileSync(shell, [...options, pasted], {
        cwd: folder,
        env: { ...process.env, PATH, HOME: folder },
        encoding: 'utf8',
      });
      const found = said
        .split('\n')
        .slice(0, -1)
        .map(line => line.split('\u0001').slice(0, -1));
      expect(found).toEqual(
        hostileWords.map(word => [
          ...['run', `/a/${word}`, `--cell=${word}`, '--engine=auto', '--set', `x=${word}`],
        ]),
      );
      expect(fs.readdirSync(folder).filter(name => name.startsWith('MARK'))).toEqual([]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('for Windows', () => {
  const line = (word: string) => commandLine(request({ cell: cell(word) }), [], 'win32');

  it('has double quotes, which PowerShell and cmd.exe read alike', () => {
    expect(line("it's a (b); #c, @d {e}")).toContain(` "--cell=it's a (b); #c, @d {e}" `);
    expect(line('x’; calc.exe #')).toContain('"--cell=x’; calc.exe #"');
    const paths = request({ notebook: 'C:\\a b\\n.resnet.yaml', data: { folder: 'D:\\data' } });
    expect(commandLine(paths, ['widths=1,2'], 'win32')).toBe(
      'reslab run "C:\\a b\\n.resnet.yaml" --cell=base --engine=auto "--data=D:\\data" --set "widths=1,2"',
    );
  });

  it.each(['"', '&', '|', '<', '>', '^', '%', '!', '$', '`', '“', '”', '„'])(
    'refuses %s, which one of them obeys',
    sign => expect(() => line(`a ${sign} b`)).toThrow(/not safe to paste: PowerShell and cmd/),
  );

  it('refuses a backslash before the closing quote', () =>
    expect(() => line('a b\\')).toThrow(/backslash/));
});

it.each(['a\nb', 'a\u001b[2Jb', 'a\u202eb'])('refuses control characters: %j', name =>
  expect(() => commandLine(request({ cell: cell(name) }), [], 'linux')).toThrow(
    /not safe to paste/,
  ),
);

it('says so where there is no notebook', () =>
  expect(() => commandLine(request({ notebook: null }), [], 'linux')).toThrow(/no notebook/));
