import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { digestCell, parseNotebook } from '../../../src/language/index.ts';
import { makeState } from '../../../src/server/state.ts';
import { StoreReader } from '../../../src/server/store/storeReader.ts';
import { createRun, writeEnding } from '../../../src/store/index.ts';
import { someRequest } from '../../support/runFolder.ts';
import { testIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';

const examples = path.join(import.meta.dirname, '../../../examples');

describe('check', () => {
  it.each(readdirSync(examples).filter(name => name.endsWith('.yaml')))(
    'finds nothing in examples/%s',
    async name => {
      const { code, stdout } = await reslab(['check', path.join(examples, name), '--json']);
      expect(JSON.parse(stdout.text)).toEqual({ diagnostics: [] });
      expect(code).toBe(0);
    },
  );

  it('says where errors are, for people', async () => {
    const { folder } = project(trainCell('base').replace('network: tiny', 'network: tinny'));
    const io = testIo({ cwd: folder });
    expect((await reslab(['check', 'net.resnet.yaml'], io)).code).toBe(1);
    expect(io.stdout.lines).toEqual([
      expect.stringMatching(
        /^net\.resnet\.yaml:11:10: error name\.undefined .*Did you mean `tiny`\?$/,
      ),
      '    network: tinny',
      '             ^^^^^',
      'net.resnet.yaml: 1 error',
    ]);
  });

  it('says it in JSON, one object with exactly these fields', async () => {
    const { folder } = project(trainCell('base').replace('network: tiny', 'network: tinny'));
    const io = testIo({ cwd: folder });
    expect((await reslab(['check', 'net.resnet.yaml', '--json'], io)).code).toBe(1);
    expect(JSON.parse(io.stdout.text)).toEqual({
      diagnostics: [
        {
          code: 'name.undefined',
          severity: 'error',
          message: expect.stringContaining('tinny') as string,
          line: 11,
          column: 10,
          endLine: 11,
          endColumn: 15,
        },
      ],
    });
  });

  it('knows the runs of the store, as the editor does', async () => {
    const { folder } = project(trainCell('base'));
    const file = path.join(folder, 'net.resnet.yaml');
    const text = readFileSync(file, 'utf8');
    const digest = digestCell(parseNotebook(text), 'base') ?? '';
    const check = async () => {
      const io = testIo({ cwd: folder });
      await reslab(['check', 'net.resnet.yaml', '--json'], io);
      const { diagnostics } = JSON.parse(io.stdout.text) as { diagnostics: { code: string }[] };
      return diagnostics.map(d => d.code);
    };
    expect(await check()).toEqual([]);
    const request = someRequest();
    const run = await createRun(path.join(folder, '.residual-lab'), {
      ...request,
      variant: { seed: 1 },
      cell: { ...request.cell, digest },
    });
    writeEnding(run, { ending: 'finished' });
    expect(await check()).toEqual(['run.exists']);
    const uri = pathToFileURL(file).href;
    const state = makeState(
      TextDocument.create(uri, 'resnet-notebook', 1, text),
      await new StoreReader().runsOf(uri),
    );
    expect(state.diagnostics().map(d => d.code)).toEqual(['run.exists']);
  });

  it('a file that is not there is a mistake of the command line', async () => {
    const { code, stdout, stderr } = await reslab(['check', 'none.yaml', '--json']);
    expect([code, stdout.text]).toEqual([2, '']);
    expect(stderr.text).toBe('reslab: Cannot read none.yaml: it does not exist.\n');
  });
});

describe('what check reads', () => {
  const wrong = trainCell('base').replace('network: tiny', 'network: tinny');

  it('several files, also after one that is not there', async () => {
    const good = project(trainCell('base'));
    const bad = project(wrong);
    const io = testIo({ cwd: good.folder });
    const { code } = await reslab(['check', good.file, 'nothing.yaml', bad.file], io);
    expect(code).toBe(2);
    expect(io.stdout.lines).toContain(`${good.file}: no errors`);
    expect(io.stdout.lines).toContain(`${bad.file}: 1 error`);
    expect(io.stderr.text).toContain('Cannot read nothing.yaml: it does not exist.');
    const json = testIo({ cwd: good.folder });
    expect((await reslab(['check', good.file, bad.file, '--json'], json)).code).toBe(1);
    expect(JSON.parse(json.stdout.text)).toMatchObject({
      files: [
        { file: good.file, diagnostics: [] },
        { file: bad.file, diagnostics: [{ code: 'name.undefined' }] },
      ],
    });
  });

  it('standard input', async () => {
    const { file } = project(wrong);
    const io = testIo({ stdin: readFileSync(file) });
    expect((await reslab(['check', '-'], io)).code).toBe(1);
    expect(io.stdout.lines.at(-1)).toBe('standard input: 1 error');
  });

  it.each([
    ['UTF-16', 'it is UTF-16, not UTF-8', Buffer.from('\ufeffnote: a\n', 'utf16le')],
    ['UTF-16 without its mark', 'it is UTF-16, not UTF-8', Buffer.from('note: a\n', 'utf16le')],
    ['big-endian UTF-16', 'it is UTF-16', Buffer.from('note: a\n', 'utf16le').swap16()],
    ['UTF-32', 'it is UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x6e, 0, 0, 0])],
    [
      'Latin-1',
      'not UTF-8 (line 2, column 11)',
      Buffer.from('note: a\ntrain: caf\xe9\n', 'latin1'),
    ],
    [
      'a cut UTF-8',
      'not UTF-8 (line 1, column 10)',
      Buffer.from('note: caf\u00e9').subarray(0, -1),
    ],
  ])('refuses %s', async (_, message, bytes) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'reslab-encodings-'));
    writeFileSync(path.join(folder, 'n.resnet.yaml'), bytes);
    for (const command of ['check', 'show', 'run']) {
      const io = testIo({ cwd: folder });
      expect((await reslab([command, 'n.resnet.yaml'], io)).code).toBe(2);
      expect(io.stderr.text).toContain(message);
      expect(io.stderr.text).toContain('save it as UTF-8');
    }
  });

  it('takes UTF-8 with its mark, and any ends of lines', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'reslab-encodings-'));
    const { file } = project(wrong);
    for (const end of ['\n', '\r\n', '\r']) {
      const text = readFileSync(file, 'utf8').replaceAll('\n', end);
      writeFileSync(path.join(folder, 'n.resnet.yaml'), `\ufeff${text}`);
      const io = testIo({ cwd: folder });
      await reslab(['check', 'n.resnet.yaml'], io);
      expect(io.stdout.lines[0]).toMatch(/^n\.resnet\.yaml:11:10: error name\.undefined/);
    }
  });
});
