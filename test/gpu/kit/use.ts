import { copyFileSync, existsSync, lstatSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, runTool } from '../../../src/system/index.ts';
import { chooseLibraries } from './libraries.ts';

export interface UseOptions {
  /** The folder with the parts of a kit. */
  readonly from: string;
  /** Where it is unpacked; in the cache folder by default. */
  readonly to?: string | undefined;
  /** Where the machine's own CUDA libraries lie; those of Python's packages by default. */
  readonly cuda?: string | undefined;
  readonly log: (text: string) => void;
}

/**
 * Unpacks a kit where it is not yet, links what it takes of the machine's own CUDA, and gives the variables that
 * make the engine load it. @throws Error where a part is missing or damaged.
 */
export async function useKit(options: UseOptions): Promise<Readonly<Record<string, string>>> {
  const to = path.resolve(options.to ?? path.join(cacheFolder(), 'gpu-check-kit'));
  const script = path.join(path.resolve(options.from), 'gpu-check.sh');
  const limit = { timeLimitMs: 600_000 };
  const { ok, stderr } = await runTool('sh', [script, '--unpack', to], limit);
  if (!ok) throw new Error(stderr.trim() || `${script} did not unpack the kit`);
  const engine = path.join(to, 'engine');
  const libraries = path.join(engine, 'nvidia/cublas/lib');
  const roots = options.cuda === undefined ? await cudaFolders() : [path.resolve(options.cuda)];
  const ours = readdirSync(libraries).filter(
    name => !lstatSync(path.join(libraries, name)).isSymbolicLink(),
  );
  const empty = path.join(to, 'empty');
  const chosen = chooseLibraries(
    roots.flatMap(filesBelow),
    ours.filter(name => !isIn(empty, name)),
  );
  for (const [name, target] of chosen.links) {
    rmSync(path.join(libraries, name), { force: true });
    symlinkSync(target, path.join(libraries, name));
    options.log(`${name} -> ${target}`);
  }
  for (const name of chosen.empty)
    if (isIn(empty, name)) copyFileSync(path.join(empty, name), path.join(libraries, name));
    else options.log(`missing: ${name}`);
  for (const name of chosen.missing)
    options.log(`missing: ${name} (--cuda FOLDER says where CUDA is)`);
  const inherited = process.env['LD_LIBRARY_PATH'];
  const search = [libraries, ...chosen.folders, ...(inherited ? [inherited] : [])].join(':');
  return { RESIDUAL_LAB_ENGINE: engine, LD_LIBRARY_PATH: search };
}

const isIn = (folder: string, name: string) => existsSync(path.join(folder, name));

/** Where PyTorch's CUDA lies, and the system's. */
async function cudaFolders(): Promise<readonly string[]> {
  const python = process.env['RESIDUAL_LAB_PYTHON'] ?? 'python3';
  const ask = 'import nvidia; print(list(nvidia.__path__)[0])';
  const { ok, stdout } = await runTool(python, ['-c', ask], { timeLimitMs: 30_000 });
  return [...(ok ? [stdout.trim()] : []), '/usr/local/cuda'].filter(folder => existsSync(folder));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory() && entry.name.includes('.so'))
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
}
