import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { buildBinding, compilerArguments } from '../../../../src/engine/native/install/binding.ts';
import { makeZip } from '../../../support/makeZip.ts';

it('names the compiler to install where there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'binding-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('CXX', '');
  try {
    const wheel = join(folder, 'tensorflow.whl');
    writeFileSync(wheel, makeZip({ 'tensorflow/include/tensorflow/c/c_api.h': Buffer.from('//') }));
    await expect(buildBinding(folder, wheel, join(folder, 'out.node'))).rejects.toMatchObject({
      code: 'engine.compiler',
      message: expect.stringContaining('apt install g++') as string,
    });
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});

it('makes a binding that finds the libraries beside it on either system', () => {
  const linux = compilerArguments('s', ['i'], 'l', 'o', 'linux').join(' ');
  expect(linux).toContain('-Wl,-rpath,$ORIGIN/../tensorflow');
  expect(linux).toContain(join('l', 'libtensorflow_cc.so.2'));
  const mac = compilerArguments('s', ['i'], 'l', 'o', 'darwin').join(' ');
  expect(mac).toContain('-Wl,-rpath,@loader_path/../tensorflow');
  expect(mac).toContain('-undefined dynamic_lookup');
});
