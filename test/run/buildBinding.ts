/**
 * The body of `npm run binding`: compiles the binding that is shipped for this platform, from
 * tfjs-node's sources and media/native/tfjs-node.patch, and says what it needs of a system.
 */
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findInstallation } from '../../src/engine/native/installed.ts';
import { buildBinding } from '../../src/engine/native/install/binding.ts';
import { progressOn } from '../../src/engine/native/install/progress.ts';
import { recipeFor } from '../../src/engine/native/install/recipe.ts';
import { downloadWheels, sha256, wheelsFrom } from '../../src/engine/native/install/wheels.ts';
import { platformName } from '../../src/engine/native/pins.ts';
import { neededVersions, tooNew } from './neededVersions.ts';

async function main(): Promise<number> {
  const { from } = parseArgs({ options: { from: { type: 'string' } } }).values;
  const runtime = findInstallation();
  if (runtime === null) throw new Error('Run `reslab engine install` first: it is linked against.');
  const target = resolve('media/native', platformName(), 'tfjs_binding.node');
  const work = mkdtempSync(join(tmpdir(), 'binding-'));
  try {
    symlinkSync(join(runtime.folder, 'tensorflow'), join(work, 'tensorflow'));
    const { wheels } = recipeFor('cpu');
    const [wheel = ''] = from
      ? await wheelsFrom(wheels, from, work)
      : await downloadWheels(wheels, join(work, 'wheels'), progressOn(process.stderr));
    const compiler = await buildBinding(work, wheel, `${target}.new`);
    const versions = neededVersions(readFileSync(`${target}.new`));
    console.log(`Built with ${compiler}; needs ${versions.join(', ')}`);
    const refused = tooNew(versions);
    if (refused.length > 0) {
      rmSync(`${target}.new`);
      console.error(`Not kept: TensorFlow itself runs on systems without ${refused.join(', ')}.`);
      return 1;
    }
    renameSync(`${target}.new`, target);
    console.log(`${target}\nSHA-256 ${await sha256(target)}`);
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

void main().then(code => {
  process.exitCode = code;
});
