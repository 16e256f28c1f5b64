import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/system/index.ts';
import { temporaryFolder } from '../../support/runFolder.ts';
import { writeChunks } from './chunks.ts';
import { keepArchitecture } from './deviceCode.ts';
import { chooseLibraries, emptyNames } from './libraries.ts';
import { packKit } from './pack.ts';
import { useKit } from './use.ts';

/** An entry of a container: its kind (1 text, 2 code), architecture, and a payload of this letter. */
function entry(kind: number, architecture: number, letter: string, size = 16): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt16LE(kind, 0);
  header.writeUInt32LE(64, 4);
  header.writeBigUInt64LE(BigInt(size), 8);
  header.writeUInt32LE(architecture, 28);
  return Buffer.concat([header, Buffer.alloc(size, letter)]);
}

function container(...entries: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(0xba55ed50, 0);
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(16, 6);
  const rest = Buffer.concat(entries);
  header.writeBigUInt64LE(BigInt(rest.length), 8);
  return Buffer.concat([header, rest]);
}

/** A 64-bit ELF file with these sections: what lies between headers is theirs alone. */
function elf(sections: Readonly<Record<string, Buffer>>): Buffer {
  const names = ['', ...Object.keys(sections), '.strings'];
  const strings = Buffer.from(`${names.join('\0')}\0`, 'latin1');
  const bodies = [...Object.values(sections), strings];
  const rows = [Buffer.alloc(64)];
  let [at, nameAt] = [64, 1];
  for (const [i, body] of bodies.entries()) {
    const row = Buffer.alloc(64);
    row.writeUInt32LE(nameAt, 0);
    row.writeUInt32LE(1, 4);
    row.writeBigUInt64LE(BigInt(at), 24);
    row.writeBigUInt64LE(BigInt(body.length), 32);
    rows.push(row);
    at += body.length;
    nameAt += (names[i + 1] ?? '').length + 1;
  }
  const header = Buffer.alloc(64);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]).copy(header);
  header.writeBigUInt64LE(BigInt(at), 0x28);
  header.writeUInt16LE(64, 0x3a);
  header.writeUInt16LE(rows.length, 0x3c);
  header.writeUInt16LE(rows.length - 1, 0x3e);
  return Buffer.concat([header, ...bodies, ...rows]);
}

describe('device code', () => {
  const reduced = (sections: Readonly<Record<string, Buffer>>, architecture = 90) => {
    const file = path.join(temporaryFolder(), 'lib.so');
    fs.writeFileSync(file, elf(sections));
    const said = keepArchitecture(file, architecture);
    const bytes = fs.readFileSync(file);
    const at = (name: string) => {
      const before = Object.entries(sections).findIndex(([key]) => key === name);
      const sizes = Object.values(sections).map(body => body.length);
      const start = 64 + sizes.slice(0, before).reduce((a, b) => a + b, 0);
      return bytes.subarray(start, start + (sizes[before] ?? 0));
    };
    return { said, at, length: bytes.length };
  };

  it('of one architecture stays at the front, the rest becomes zeros, and nothing else moves', () => {
    const other = Buffer.from('left as it is');
    const [a, b, c] = [entry(2, 80, 'a'), entry(2, 90, 'b', 40), entry(1, 90, 'c')];
    const second = container(entry(2, 90, 'd'));
    const sections = {
      '.text': other,
      '.nv_fatbin': Buffer.concat([container(a, b, c), Buffer.alloc(8), second]),
      '.data': other,
    };
    const { said, at, length } = reduced(sections);
    expect(said).toEqual({ containers: 2, kept: b.length + 80, zeroed: a.length + c.length });
    const code = at('.nv_fatbin');
    const want = container(b);
    expect(code.subarray(0, want.length).equals(want)).toBe(true);
    const whole = container(a, b, c).length;
    expect(code.subarray(want.length, whole + 8).every(byte => byte === 0)).toBe(true);
    expect(code.subarray(whole + 8).equals(second)).toBe(true);
    expect([at('.text').equals(other), at('.data').equals(other)]).toEqual([true, true]);
    expect(length).toBe(elf(sections).length);
  });

  it.each([
    ['its own code', 86, [entry(2, 80, 'a'), entry(2, 86, 'b'), entry(2, 90, 'c')], 1],
    ['older code of its generation', 89, [entry(2, 80, 'a'), entry(2, 86, 'b')], 1],
    ['text that its driver compiles', 120, [entry(1, 80, 'a'), entry(1, 90, 'b')], 1],
  ] as const)('that a GPU can run: %s', (_, architecture, entries, stays) => {
    const { at } = reduced({ '.nv_fatbin': container(...entries) }, architecture);
    const want = container(...entries.slice(stays, stays + 1));
    expect(at('.nv_fatbin').subarray(0, want.length).equals(want)).toBe(true);
  });

  it.each([
    ['nothing that fits', container(entry(2, 90, 'a'), entry(1, 90, 'b')), 70],
    ['an entry that is not understood', container(entry(7, 90, 'a'), entry(2, 90, 'b')), 90],
    ['rest behind its entries', container(entry(2, 90, 'a'), Buffer.alloc(9, 1)), 90],
  ] as const)('is left alone where there is %s', (_, code, architecture) => {
    const { at, said } = reduced({ '.nv_fatbin': code }, architecture);
    expect(at('.nv_fatbin').equals(code)).toBe(true);
    expect(said.zeroed).toBe(0);
  });

  it('is not looked for in what is no library', () => {
    const file = path.join(temporaryFolder(), 'text');
    fs.writeFileSync(file, 'x'.repeat(100));
    expect(keepArchitecture(file, 90)).toEqual({ containers: 0, kept: 0, zeroed: 0 });
  });
});

describe('libraries of the machine', () => {
  it('of CUDA 13 stand for those of CUDA 12, and empty ones for what is never called', () => {
    const files = ['cublas/lib/libcublas.so.13', 'cublas/lib/libcublasLt.so.13']
      .concat(['cudnn/lib/libcudnn.so.9', 'cu13/lib/libnvrtc.so.13', 'stubs/libcufft.so.11'])
      .map(file => `/n/${file}`);
    expect(chooseLibraries(files, ['libcudart.so.12'])).toEqual({
      links: [
        ['libcublasLt.so.12', '/n/cublas/lib/libcublasLt.so.13'],
        ['libcublas.so.12', '/n/cublas/lib/libcublas.so.13'],
        ['libcudnn.so.9', '/n/cudnn/lib/libcudnn.so.9'],
      ],
      empty: emptyNames,
      folders: ['/n/cublas/lib', '/n/cudnn/lib', '/n/cu13/lib'],
      missing: [],
    });
  });

  it('of CUDA 12 come first, and what is missing is named', () => {
    const files = ['/a/libcublas.so.13', '/b/libcublas.so.12', '/b/libcufft.so.11'];
    const { links, empty, missing } = chooseLibraries(files, []);
    expect(links).toEqual([
      ['libcublas.so.12', '/b/libcublas.so.12'],
      ['libcufft.so.11', '/b/libcufft.so.11'],
    ]);
    expect(empty).toEqual(['libcusolver.so.11', 'libcusparse.so.12']);
    expect(missing).toEqual(['libcudart.so.12', 'libcublasLt.so.12', 'libcudnn.so.9']);
  });
});

it('parts are no larger than they may be, and make the whole again', async () => {
  const folder = temporaryFolder();
  const whole = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));
  const pieces = Readable.from([whole.subarray(0, 700), whole.subarray(700)]);
  const names = await writeChunks(pieces, folder, 300);
  expect(names).toEqual(['part.000', 'part.001', 'part.002', 'part.003']);
  const parts = names.map(name => fs.readFileSync(path.join(folder, name)));
  expect(parts.map(part => part.length)).toEqual([300, 300, 300, 100]);
  expect(Buffer.concat(parts).equals(whole)).toBe(true);
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder });
});

const lacking = ['sh', 'tar', 'xz', 'sha256sum'].filter(name => findProgram(name) === null);
const skip = process.platform !== 'linux' || process.arch !== 'x64' || lacking.length > 0;
describe.skipIf(skip)('a kit, there and back', () => {
  /** A project and a runtime in miniature. */
  function miniature() {
    const app = temporaryFolder();
    const write = (file: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
      fs.writeFileSync(path.join(app, file), text);
    };
    write('package.json', '{}');
    write('dist/cli.js', 'cli');
    write('dist/cli.js.map', 'map');
    write(
      'out/gpu-check/main.js',
      'console.log("started with " + process.argv.slice(2).join(" "))',
    );
    write('test/bench/torch/network.py', 'network');
    write('media/native/linux-x64/tfjs_binding.node', 'binding');
    const script = path.join(import.meta.dirname, 'gpu-check.sh');
    write('test/gpu/kit/gpu-check.sh', fs.readFileSync(script, 'utf8'));
    write('library/tensorflow/libtensorflow_cc.so.2', `cc${'x'.repeat(100)}`);
    write('library/tensorflow/libtensorflow_framework.so.2', `framework${'x'.repeat(100)}`);
    // A small one: it hands on to the Node that runs this.
    write('node', `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
    write('media/more', randomBytes(20_000).toString('base64'));
    return app;
  }

  async function packed(): Promise<string> {
    const app = miniature();
    const to = temporaryFolder();
    const [library, node] = [path.join(app, 'library'), path.join(app, 'node')];
    const log = () => undefined;
    await packKit({ app, to, arch: 90, library, node, level: '0', most: 8 * 2 ** 10, log });
    return to;
  }

  it('brings everything, refuses a damaged part, and is unpacked once', async () => {
    const from = await packed();
    expect(fs.readdirSync(from).filter(name => name.startsWith('part.')).length).toBeGreaterThan(1);
    const to = path.join(temporaryFolder(), 'kit');
    const cuda = temporaryFolder();
    fs.writeFileSync(path.join(cuda, 'libcublas.so.13'), '');
    const said: string[] = [];
    const env = await useKit({ from, to, cuda, log: text => said.push(text) });
    const libraries = path.join(to, 'engine/nvidia/cublas/lib');
    expect(env['RESIDUAL_LAB_ENGINE']).toBe(path.join(to, 'engine'));
    expect(env['LD_LIBRARY_PATH']?.split(':').slice(0, 2)).toEqual([libraries, cuda]);
    expect(fs.readlinkSync(path.join(libraries, 'libcublas.so.12'))).toBe(
      path.join(cuda, 'libcublas.so.13'),
    );
    expect(said.filter(text => text.startsWith('missing: libcudnn'))).toHaveLength(1);
    expect(fs.existsSync(path.join(to, 'app/dist/cli.js.map'))).toBe(false);
    expect(fs.readFileSync(path.join(to, 'engine/napi-v8/tfjs_binding-2.node'), 'utf8')).toBe(
      'binding',
    );
    // Twice is the same, also where the machine has got the real ones meanwhile.
    const marker = path.join(to, 'here');
    fs.writeFileSync(marker, '');
    fs.writeFileSync(path.join(cuda, 'libcufft.so.11'), 'real');
    await useKit({ from, to, cuda, log: () => undefined });
    expect(fs.existsSync(marker)).toBe(true);
    expect(fs.readFileSync(path.join(libraries, 'libcufft.so.11'), 'utf8')).toBe('real');

    fs.appendFileSync(path.join(from, 'part.001'), 'x');
    const anew = path.join(temporaryFolder(), 'kit');
    await expect(useKit({ from, to: anew, cuda, log: () => undefined })).rejects.toThrow(
      'a part is missing or damaged',
    );
    expect(fs.existsSync(anew)).toBe(false);
  });

  it('starts by itself where there is no Node', async () => {
    const from = await packed();
    const cache = temporaryFolder();
    const sh = findProgram('sh') ?? 'sh';
    const output = execFileSync(
      sh,
      [path.join(from, 'gpu-check.sh'), '--cpu', '--only', 'engine'],
      {
        env: { PATH: '/usr/bin:/bin', RESIDUAL_LAB_CACHE: cache, HOME: cache },
        encoding: 'utf8',
      },
    );
    expect(output).toBe(
      `started with --from ${from} --to ${cache}/gpu-check-kit --cpu --only engine\n`,
    );
  });
});
