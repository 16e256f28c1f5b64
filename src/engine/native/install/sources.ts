import { readFileSync } from 'node:fs';
import { mkdir, readdir, copyFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../../base/index.ts';
import { findAbove } from '../folders.ts';
import { applyPatch } from './patch.ts';

/** The change of tfjs-node's sources, a unified diff. `media/native/README.md` says what it is for. */
const PATCH = 'media/native/tfjs-node.patch';

/**
 * Where tfjs-node's own sources of its binding are.
 *
 * @throws UserError `engine.headers`
 */
export function bindingSources(): string {
  const folder =
    findAbove('binding/tfjs_binding.cc') ??
    findAbove('node_modules/@tensorflow/tfjs-node-gpu/binding/tfjs_binding.cc');
  if (folder) return dirname(folder);
  throw new UserError(
    'engine.headers',
    'The sources of the binding are not beside the program; install Residual Lab again.',
  );
}

/**
 * Copies the binding's sources into a new folder, with the repairs that this project makes to them.
 *
 * @throws UserError `engine.sources` when they are not the sources that the repairs were made for.
 */
export async function repairedSources(
  target: string,
  from = bindingSources(),
  patch = findAbove(PATCH),
): Promise<void> {
  if (patch === undefined)
    throw new UserError(
      'engine.sources',
      `${PATCH} is not beside the program; install Residual Lab again.`,
    );
  const repaired = repair(from, readFileSync(patch, 'utf8'));
  await mkdir(target, { recursive: true });
  for (const name of await readdir(from))
    if (/\.(?:cc|h)$/.test(name)) await copyFile(join(from, name), join(target, name));
  for (const [path, text] of repaired)
    await writeFile(join(target, path.replace(/^binding\//, '')), text);
}

function repair(from: string, patch: string): ReadonlyMap<string, string> {
  try {
    return applyPatch(patch, path => readText(join(from, path.replace(/^binding\//, ''))));
  } catch (error) {
    throw new UserError(
      'engine.sources',
      `The sources of the TensorFlow binding in ${from} are not those that Residual Lab repairs ` +
        `before it compiles them (${error instanceof Error ? error.message : String(error)}). ` +
        'Without the repairs a training may crash. They must be those of @tensorflow/tfjs-node-gpu 4.22.0; install Residual Lab again.',
      { cause: error },
    );
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
