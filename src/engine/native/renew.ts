import { constants, copyFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile, temporaryName } from '../../system/index.ts';
import { findAbove } from './folders.ts';
import {
  BINDING_PATH,
  BINDING_REVISION,
  readInstallation,
  type Installation,
  type Manifest,
} from './installed.ts';
import { platformName } from './pins.ts';

/** The binding that is shipped for this platform, if there is one. */
export function shippedBinding(): string | undefined {
  return findAbove(join('media', 'native', platformName(), 'tfjs_binding.node'));
}

/** Whether a runtime that we installed has a binding of an earlier revision. */
export function isOutdated({ manifest }: Installation): boolean {
  return manifest !== null && (manifest.bindingRevision ?? 1) < BINDING_REVISION;
}

/**
 * Gives a runtime that an earlier version of this program installed the binding of this one. The
 * earlier file stays: a running process or an earlier program may use it. Where none is shipped for
 * this platform, or the folder cannot be written, the runtime stays as it is.
 */
export function renewBinding(
  installation: Installation,
  shipped: string | null = shippedBinding() ?? null,
): Installation {
  const { folder, manifest } = installation;
  if (manifest === null || !isOutdated(installation) || shipped === null) return installation;
  const target = join(folder, BINDING_PATH);
  const temporary = temporaryName(target);
  try {
    copyFileSync(shipped, temporary, constants.COPYFILE_EXCL);
    renameSync(temporary, target);
    // The last step: until then the manifest names the earlier file, and that is whole.
    const text = JSON.stringify(renewed(manifest, statSync(target).size), null, 2);
    replaceFile(join(folder, 'engine.json'), `${text}\n`);
  } catch {
    rmSync(temporary, { force: true });
    return installation;
  }
  return readInstallation(folder) ?? installation;
}

function renewed(manifest: Manifest, bytes: number): Manifest {
  const others = manifest.files.filter(file => file.path !== BINDING_PATH);
  return {
    ...manifest,
    files: [...others, { path: BINDING_PATH, bytes }],
    binding: 'shipped',
    bindingRevision: BINDING_REVISION,
  };
}
