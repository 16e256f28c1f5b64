// A Python that opens what we write: tables with pyarrow, weights with safetensors.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { engineInfo } from './project.mjs';
import { run } from './process.mjs';
import { Skip } from './report.mjs';

const PACKAGES = ['numpy', 'pyarrow', 'safetensors'];
const IMPORTS = `import ${PACKAGES.join(', ')}`;

/**
 * Sets RESIDUAL_LAB_PYTHON for the tests: what it says already, else a `python3` that has the
 * packages, else one of our own in the cache folder (`python3`'s packages, PyTorch too, stay visible).
 */
export async function preparePython() {
  const given = process.env.RESIDUAL_LAB_PYTHON;
  if (given) return `${given} (RESIDUAL_LAB_PYTHON)${await torch(given)}`;
  for (const python of ['python3', 'python'])
    if (await succeeds(python, ['-c', IMPORTS])) return use(python);
  const folder = await venvFolder();
  const python =
    process.platform === 'win32'
      ? join(folder, 'Scripts', 'python.exe')
      : join(folder, 'bin', 'python');
  if (!(await succeeds(python, ['-c', IMPORTS]))) await createVenv(folder, python);
  return use(python);
}

async function use(python) {
  process.env.RESIDUAL_LAB_PYTHON = python;
  return `${python}${await torch(python)}`;
}

async function torch(python) {
  const has = await succeeds(python, ['-c', 'import torch']);
  return has ? ', with PyTorch' : ', without PyTorch: comparisons with it are skipped';
}

async function createVenv(folder, python) {
  rmSync(folder, { recursive: true, force: true });
  const install = ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES];
  const venv = ['-m', 'venv', '--system-site-packages'];
  try {
    if (await succeeds('python3', [...venv, folder])) await run(python, ['-m', 'pip', ...install]);
    else {
      // Debian without python3-venv makes an environment only without pip of its own.
      await run('python3', [...venv, '--without-pip', folder]);
      await run('python3', ['-m', 'pip', '--python', python, ...install]);
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const last = String(error.message).trim().split('\n').at(-1);
    throw new Skip(
      `no Python with ${PACKAGES.join(', ')} (${last}); tests that read our files there skip`,
    );
  }
}

async function venvFolder() {
  const { cache } = await engineInfo();
  const name = createHash('sha256').update(PACKAGES.join()).digest('hex').slice(0, 8);
  return join(cache, `test-python-${name}`);
}

async function succeeds(program, args) {
  return run(program, args).then(
    () => true,
    () => false,
  );
}
