import { readdir } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../../base/index.ts';
import { dataFolders } from './dataFolders.ts';
import { formats, type DatasetFormat } from './formats/index.ts';
import { findKnownSet, knownSets, type KnownSet } from './knownSets.ts';
import type { Dataset } from './types.ts';

export interface DataFolderOptions {
  /** Folder that holds sets by name (`--data DIR`); default: RESIDUAL_LAB_DATA. */
  readonly folder?: string;
  /** Folder that a path is relative to: that of the notebook. Default: the working directory. */
  readonly base?: string;
}

/**
 * Reads a set into memory and checks all of it.
 *
 * A name is looked for in the data folder, then among the user's downloads, then among the shipped
 * sets; a known name must be that set, complete. What holds a slash or is absolute is a path, where
 * any number of images will do.
 *
 * @throws UserError `data.unknown`, `data.missing`, `data.format`, and those of the formats, which
 *   name file, offset, what was expected and what was found.
 */
export async function openDataset(
  data: { readonly set: string; readonly format: string | null },
  options: DataFolderOptions = {},
): Promise<Dataset> {
  const path = isPath(data.set);
  const known = path ? null : findKnownSet(data.set);
  const folder = path
    ? resolve(options.base ?? '.', data.set)
    : await findSet(data.set, known, options.folder);
  const asked = findFormat(data.format ?? known?.format ?? null);
  const found = await locate(folder, asked);
  const strict = known && known.format === found.format.name ? known : null;
  const content = await found.format.read(found.folder, strict);
  return { name: path ? basename(folder) : data.set, ...content };
}

export function isPath(set: string): boolean {
  return /[/\\]/.test(set) || set === '.' || set === '..' || isAbsolute(set);
}

async function findSet(
  name: string,
  known: KnownSet | null,
  folder: string | undefined,
): Promise<string> {
  if (folder !== undefined && !(await entriesOf(folder))) {
    throw new UserError('data.missing', `${resolve(folder)}: there is no such data folder.`);
  }
  const places = dataFolders(folder).map(place => resolve(place, name));
  for (const place of places) if (await entriesOf(place)) return place;
  const looked = `Looked for ${places.join(', ')}.`;
  if (!known) {
    throw new UserError(
      'data.unknown',
      `There is no data set ${name}. Known names: ${knownSets.map(set => set.name).join(', ')}; ` +
        `a folder of your own is given as a path, such as ./${name}. ${looked}`,
    );
  }
  throw new UserError(
    'data.missing',
    `The data set ${name} is not on this machine. Get it by 'Residual Lab: Get a data set' in the editor or ` +
      `\`reslab data get ${name}\` in a terminal; or put its files (${findFormat(known.format)?.files ?? ''}) into a ` +
      `folder ${name} and name the folder above it: setting residualLab.dataFolder, option --data or RESIDUAL_LAB_DATA. ${looked}`,
  );
}

function findFormat(name: string | null): DatasetFormat | null {
  if (name === null) return null;
  const format = formats.find(known => known.name === name);
  if (format) return format;
  throw new UserError(
    'data.format',
    `There is no data format ${name}. Known formats: ${formats.map(known => known.name).join(', ')}.`,
  );
}

/** The folder or its official subfolder, and the format: the one asked for or the first that fits. */
async function locate(
  folder: string,
  asked: DatasetFormat | null,
): Promise<{ folder: string; format: DatasetFormat }> {
  const entries = await entriesOf(folder);
  if (!entries) {
    throw new UserError('data.missing', `${folder}: there is no such folder.`);
  }
  const candidates = asked ? [asked] : formats;
  for (const format of candidates) {
    if (format.matches(entries)) return { folder, format };
    if (format.subfolder !== null && entries.has(format.subfolder)) {
      return { folder: join(folder, format.subfolder), format };
    }
  }
  // The reader of the format names the file that is missing.
  if (asked) return { folder, format: asked };
  throw new UserError(
    'data.format',
    `${folder}: expected a data set, found no files of one. A set is one of: ` +
      `${formats.map(format => `${format.name}: ${format.files}`).join('; ')}.`,
  );
}

/** Names in a folder without `.gz`; null if it is not there or not a folder. */
async function entriesOf(folder: string): Promise<Set<string> | null> {
  try {
    return new Set((await readdir(folder)).map(name => name.replace(/\.gz$/, '')));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UserError('data.unreadable', `${folder}: cannot be read: ${message}.`, { cause });
  }
}
