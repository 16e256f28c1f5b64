import { readdirSync, readFileSync } from 'node:fs';
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
      seed: 1,
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
