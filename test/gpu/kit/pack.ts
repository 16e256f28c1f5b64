import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WHEELS } from '../../../src/engine/native/pins.ts';
import { placeEntry } from '../../../src/engine/native/install/recipe.ts';
import { progressOn } from '../../../src/engine/native/install/progress.ts';
import { downloadWheels } from '../../../src/engine/native/install/wheels.ts';
import { extractEntry, readZip } from '../../../src/archives/index.ts';
import { BINDING_PATH } from '../../../src/engine/native/installed.ts';
import { runTool } from '../../../src/system/index.ts';
import { writeChunks } from './chunks.ts';
import { keepArchitecture } from './deviceCode.ts';
import { emptyNames } from './libraries.ts';

export interface PackOptions {
  /** The project, built and bundled. */
  readonly app: string;
  /** The folder that gets the parts. */
  readonly to: string;
  /** The GPU architecture that stays in the libraries: 90 for H100 and H200, 80 for A100. */
  readonly arch: number;
  /** Where the wheels are kept; a folder of the system that is removed by default. */
  readonly wheels?: string | undefined;
  /** A runtime's folder as `reslab engine install` makes it, instead of wheels. */
  readonly library?: string | undefined;
  /** The Node that goes along; this one by default. */
  readonly node?: string | undefined;
  /** Of `xz`; 9 takes half an hour on two cores, 6 by default. */
  readonly level?: string | undefined;
  readonly log: (text: string) => void;
  /** Bytes of a part; 58 MiB by default, for places that take 64 at a time. */
  readonly most?: number;
}

/** What is taken of the project: what the check runs, and what that reads. */
const parts = ['package.json', 'dist', 'out/gpu-check', 'test/bench/torch', 'media'];

/**
 * Packs everything that the check needs on a machine without registries: Node, the project's bundles,
 * TensorFlow for CUDA with the code of one architecture, the CUDA runtime, and empty libraries. cuBLAS and cuDNN
 * are taken from that machine.
 */
export async function packKit(options: PackOptions): Promise<void> {
  const { app, to, log } = options;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('A kit is made on Linux x64, for Linux x64.');
  const work = mkdtempSync(path.join(os.tmpdir(), 'gpu-kit-'));
  const kit = path.join(work, 'kit');
  try {
    mkdirSync(path.join(kit, 'bin'), { recursive: true });
    copyFileSync(options.node ?? process.execPath, path.join(kit, 'bin/node'));
    chmodSync(path.join(kit, 'bin/node'), 0o755);
    for (const part of parts)
      cpSync(path.join(app, part), path.join(kit, 'app', part), {
        recursive: true,
        filter: file => !/\.map$|__pycache__/.test(file),
      });
    await placeLibraries(options, work, path.join(kit, 'engine'));
    await makeEmpty(path.join(kit, 'empty'), log);
    log('compressing');
    const names = await writeChunks(
      compressed(kit, options.level ?? '6'),
      to,
      options.most ?? 58 * 2 ** 20,
    );
    copyFileSync(path.join(app, 'test/gpu/kit/gpu-check.sh'), path.join(to, 'gpu-check.sh'));
    chmodSync(path.join(to, 'gpu-check.sh'), 0o755);
    const bytes = names.reduce((sum, name) => sum + statSync(path.join(to, name)).size, 0);
    log(`${names.length} parts, ${(bytes / 1e6).toFixed(1)} MB, in ${to}. There: sh gpu-check.sh`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function placeLibraries(options: PackOptions, work: string, engine: string): Promise<void> {
  const { app, library, arch, log } = options;
  const cuda = path.join(engine, 'nvidia/cublas/lib');
  mkdirSync(cuda, { recursive: true });
  mkdirSync(path.dirname(path.join(engine, BINDING_PATH)), { recursive: true });
  copyFileSync(
    path.join(app, 'media/native/linux-x64/tfjs_binding.node'),
    path.join(engine, BINDING_PATH),
  );
  if (library !== undefined) {
    for (const folder of ['tensorflow', 'nvidia'])
      if (existsSync(path.join(library, folder)))
        cpSync(path.join(library, folder), path.join(engine, folder), { recursive: true });
  } else await unpackWheels(options.wheels ?? path.join(work, 'wheels'), engine);
  for (const name of ['libtensorflow_framework.so.2', 'libtensorflow_cc.so.2']) {
    const file = path.join(engine, 'tensorflow', name);
    const { containers, kept, zeroed } = keepArchitecture(file, arch);
    const stripped = await runTool('strip', ['--strip-all', file], { timeLimitMs: 600_000 });
    log(
      `${name}: ${containers} containers of device code, ${(kept / 1e6).toFixed(1)} MB of it kept, ${(zeroed / 1e6).toFixed(1)} MB left out; ${stripped.ok ? '' : 'not '}stripped`,
    );
  }
}

async function unpackWheels(folder: string, engine: string): Promise<void> {
  const needed = (WHEELS['linux-x64-cuda'] ?? []).filter(({ requirement }) =>
    /^(?:tensorflow|nvidia-cuda-runtime-cu12)==/.test(requirement),
  );
  mkdirSync(folder, { recursive: true });
  for (const wheel of await downloadWheels(needed, folder, progressOn(process.stderr)))
    for (const entry of await readZip({ path: wheel, code: 'engine.archive' })) {
      const place = placeEntry(entry.name);
      if (place !== null) await extractEntry(entry, path.join(engine, place));
    }
}

/** Libraries without a function, for names that are opened and never used. */
async function makeEmpty(folder: string, log: (text: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const source = path.join(folder, 'empty.c');
  writeFileSync(source, 'int residual_lab_empty = 1;\n');
  for (const name of emptyNames) {
    const args = ['-shared', '-fPIC', `-Wl,-soname,${name}`, '-o', path.join(folder, name), source];
    const { ok } = await runTool('cc', args, { timeLimitMs: 60_000 });
    if (!ok) log(`no C compiler (cc): without an empty ${name} the machine must have a real one`);
  }
  rmSync(source);
}

async function* compressed(folder: string, level: string): AsyncGenerator<Buffer> {
  const tar = spawn('tar', ['cf', '-', '--sort=name', '-C', folder, '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const xz = spawn('xz', [`-${level}`, '-T0', '-c'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ends = [tar, xz].map(
    child =>
      new Promise<void>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', code =>
          code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code}`)),
        );
      }),
  );
  const all = Promise.all(ends);
  all.catch(() => undefined);
  tar.stdout.pipe(xz.stdin);
  for await (const piece of xz.stdout) yield piece as Buffer;
  await all;
}
