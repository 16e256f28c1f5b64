import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
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

  it('a file that is not there is a mistake of the command line', async () => {
    const { code, stdout, stderr } = await reslab(['check', 'none.yaml', '--json']);
    expect([code, stdout.text]).toEqual([2, '']);
    expect(stderr.text).toBe('reslab: Cannot read none.yaml: it does not exist.\n');
  });
});
