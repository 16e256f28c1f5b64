import fs from 'node:fs';
import path from 'node:path';
import { distrustedFolders, isInside, realPath } from './distrust.ts';

/** Folders of programs that every system has. */
const systemFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/run/current-system/sw/bin'];

/**
 * The absolute path of a program on the PATH, or null. Only absolute folders of the PATH count, and
 * none in the current folder or another that is distrusted, nor one of programs that packages of a
 * project brought (`node_modules/.bin`). A path must be absolute.
 */
export function findProgram(name: string, environment = process.env): string | null {
  if (path.isAbsolute(name)) return isProgram(name) ? name : null;
  if (isPath(name)) return null;
  const distrusted = distrustedFolders();
  for (const folder of searchPath(environment)) {
    const file = fileNames(name)
      .map(file => path.join(folder, file))
      .find(isProgram);
    if (file !== undefined && !distrusted.some(root => isInside(realPath(file), root))) return file;
  }
  return null;
}

/** A program that comes with the system, from the system's own folders before the PATH. */
export function findSystemProgram(name: string): string | null {
  const folders = process.platform === 'win32' ? windowsFolders() : systemFolders;
  const files = folders.flatMap(folder => fileNames(name).map(file => path.join(folder, file)));
  return files.find(isProgram) ?? findProgram(name);
}

/** The folders of a PATH in which programs are looked for; never empty. */
export function searchPath(environment: NodeJS.ProcessEnv): readonly string[] {
  const entries = Object.entries(environment)
    .filter(([name]) => isPathVariable(name))
    .flatMap(([, value]) => (value ?? '').split(path.delimiter))
    .map(entry => (process.platform === 'win32' ? entry.replaceAll('"', '') : entry));
  const distrusted = distrustedFolders();
  const found = entries.filter(entry => {
    if (!path.isAbsolute(entry) || /[\\/]node_modules[\\/]\.bin[\\/]*$/.test(entry)) return false;
    const real = realPath(entry);
    return !distrusted.some(root => isInside(real, root));
  });
  // An empty PATH would mean the current folder.
  const usual = process.platform === 'win32' ? windowsFolders() : systemFolders.slice(0, 2);
  return found.length > 0 ? [...new Set(found)] : usual;
}

export function isPathVariable(name: string): boolean {
  return process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH';
}

/** A folder that only the system writes: what a program looks for in its current folder is not there. */
export function systemFolder(): string {
  return process.platform === 'win32' ? (windowsFolders()[0] ?? 'C:\\') : '/';
}

function windowsFolders(): readonly string[] {
  const root = process.env['SystemRoot'] ?? '';
  const system = path.join(path.isAbsolute(root) ? root : 'C:\\Windows', 'System32');
  return [system, path.join(system, 'WindowsPowerShell', 'v1.0')];
}

function isPath(name: string): boolean {
  return name === '' || name.includes('/') || (process.platform === 'win32' && /[\\:]/.test(name));
}

/** Windows starts only these without a shell; scripts (.bat, .cmd) need one, and we use none. */
function fileNames(name: string): readonly string[] {
  if (process.platform !== 'win32' || /\.(?:exe|com)$/i.test(name)) return [name];
  return [`${name}.exe`, `${name}.com`];
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return isAlias(file);
  }
}

/** Programs of the Microsoft Store are links that cannot be followed. */
function isAlias(file: string): boolean {
  if (process.platform !== 'win32') return false;
  try {
    return fs.lstatSync(file).isSymbolicLink() && /[\\/]WindowsApps[\\/]/i.test(file);
  } catch {
    return false;
  }
}
