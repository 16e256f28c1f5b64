import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = `out/bundles-${process.pid}`;

afterAll(() => fs.rmSync(path.join(root, folder), { recursive: true, force: true }));

it('the benchmark starts from its bundle, as far as its options', () => {
  const script = `
    import { bundlePrograms } from './test/run/setup/project.mjs';
    await bundlePrograms(['test/bench/main.ts'], '${folder}');`;
  const made = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(made).toMatchObject({ status: 0, stderr: '' });
  // The options are read behind all imports, so a module that is not set up is another error than this.
  const { stderr } = spawnSync(process.execPath, [path.join(root, folder, 'main.js'), '--what'], {
    encoding: 'utf8',
  });
  expect(stderr).toContain('ERR_PARSE_ARGS_UNKNOWN_OPTION');
  expect(stderr).toContain("Unknown option '--what'");
});
