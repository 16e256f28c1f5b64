import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extractTar } from '../../../../src/engine/data/download/tar.ts';
import { failure, folderWith, pattern } from '../support.ts';
import { tar, tarHeader } from './archives.ts';

/** In pieces that do not respect blocks. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

const extract = async (bytes: Uint8Array, wanted: readonly string[], piece = 700) => {
  const folder = await folderWith({});
  const found = await extractTar(pieces(bytes, piece), 'x.tar', new Set(wanted), folder);
  return { folder, found: [...found] };
};

it.each([1, 511, 512, 513, 100_000])('takes the wanted files, pieces of %i bytes', async piece => {
  const files = {
    'd/a.bin': pattern(1300, 1),
    'd/skip.bin': pattern(600, 2),
    'd/b.bin': pattern(512, 3),
  };
  const { folder, found } = await extract(tar(files), ['a.bin', 'b.bin', 'c.bin'], piece);
  expect(found).toEqual(['a.bin', 'b.bin']);
  expect([...(await readFile(join(folder, 'a.bin')))]).toEqual([...files['d/a.bin']]);
  expect([...(await readFile(join(folder, 'b.bin')))]).toEqual([...files['d/b.bin']]);
});

const hasTar = (() => {
  try {
    return execFileSync('tar', ['--version']).toString().includes('GNU');
  } catch {
    return false;
  }
})();

it.skipIf(!hasTar).each(['gnu', 'ustar', 'pax'])(
  `reads what GNU tar writes, long names too: %s${hasTar ? '' : ' (skipped: no GNU tar here)'}`,
  async format => {
    const long = `${'deep/'.repeat(15)}${'n'.repeat(90)}.bin`;
    const source = await folderWith({ [long]: pattern(3000, 1), 'x/b.bin': pattern(10, 2) });
    const bytes = execFileSync('tar', ['-c', `--format=${format}`, '-C', source, '.'], {
      maxBuffer: 1 << 24,
    });
    const { folder, found } = await extract(bytes, [`${'n'.repeat(90)}.bin`, 'b.bin']);
    expect(found.sort()).toEqual(['b.bin', `${'n'.repeat(90)}.bin`]);
    expect([...(await readFile(join(folder, `${'n'.repeat(90)}.bin`)))]).toEqual([
      ...pattern(3000, 1),
    ]);
  },
);

it('writes no file outside the folder, whatever its name', async () => {
  const { folder, found } = await extract(tar({ '../../evil.bin': pattern(10, 1) }), ['evil.bin']);
  expect(found).toEqual(['evil.bin']);
  expect((await readFile(join(folder, 'evil.bin'))).length).toBe(10);
});

it('says where an archive ends too early or is none', async () => {
  const archive = tar({ 'a.bin': pattern(2000, 1) });
  expect(await failure(extract(archive.subarray(0, 1500), ['a.bin']))).toBe(
    'data.archive: x.tar, byte 1500 (unpacked): expected the rest of the archive, found its end.',
  );
  expect(await failure(extract(Buffer.alloc(2048, 'hello'), ['a.bin']))).toBe(
    'data.archive: x.tar, byte 0 (unpacked): expected the header of a tar archive, found something else.',
  );
  const second = Buffer.concat([
    tarHeader('a.bin', 512, '0'),
    Buffer.alloc(512),
    Buffer.alloc(512, 7),
  ]);
  expect(await failure(extract(second, ['a.bin']))).toContain('x.tar, byte 1024 (unpacked)');
});
