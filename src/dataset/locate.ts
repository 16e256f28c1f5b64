import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isDataPath, UserError } from '../base/index.ts';
import { homeFolder } from '../system/index.ts';
import { dataFolders } from './dataFolders.ts';
import { findKnownSet, knownSets, type KnownSet } from './knownSets.ts';
import { layouts, type Layout } from './layouts.ts';
import { unreadable } from './unreadable.ts';

/** Which data a recipe asks for. */
export interface AskedData {
  /** A name, or a path. */
  readonly set: string;
  /** Name of a layout; null: found out from the folder. */
  readonly format: string | null;
}

/** Where data are looked for. */
export interface DataPlaces {
  /** The folder of the set itself, where it is known; nothing else is looked at then. */
  readonly place?: string | null;
  /** Folder that holds sets by name (`--data DIR`); default: RESIDUAL_LAB_DATA. */
  readonly folder?: string | null;
  /** Folder that a path is relative to: that of the notebook. Default: the working directory. */
  readonly base?: string | null;
  /** Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A set that has been found. */
export interface LocatedData {
  readonly name: string;
  /** The set's folder as it was named, absolute. */
  readonly place: string;
  /** The folder that its files lie in: `place`, or the official subfolder. */
  readonly folder: string;
  readonly layout: Layout;
  /** The known set that it must be, complete; null: any number of images will do. */
  readonly known: KnownSet | null;
}

/**
 * Finds a set. A name is looked for in the data folder, then among the user's downloads, then among
 * the shipped sets. What `isDataPath` takes for a path is one; `~` is the home folder.
 *
 * @throws UserError `data.unknown`, `data.missing`, `data.format`, `data.unreadable`.
 */
export async function locateData(data: AskedData, places: DataPlaces = {}): Promise<LocatedData> {
  const isPath = isDataPath(data.set);
  const known = isPath ? null : findKnownSet(data.set);
  const place =
    places.place ??
    (isPath ? pathOfSet(data.set, places.base) : await findByName(data.set, known, places));
  const asked = findLayout(data.format ?? known?.format ?? null);
  const found = await locate(place, asked);
  const strict = known && known.format === found.layout.name ? known : null;
  return { name: isPath ? basename(place) : data.set, place, ...found, known: strict };
}

/** The folder that a path in a recipe means. */
export function pathOfSet(set: string, base: string | null | undefined): string {
  if (set === '~' || /^~[\\/]/.test(set)) return join(homeFolder() ?? '~', set.slice(1));
  return resolve(base ?? '.', set);
}

async function findByName(
  name: string,
  known: KnownSet | null,
  { folder, env }: DataPlaces,
): Promise<string> {
  if (folder && !(await entriesOf(folder))) {
    throw new UserError('data.missing', `${resolve(folder)}: there is no such data folder.`);
  }
  const places = dataFolders(folder, env).map(place => resolve(place, name));
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
      `\`reslab data get ${name}\` in a terminal; or put its files (${layouts[known.format].files}) into a ` +
      `folder ${name} and name the folder above it: setting residualLab.dataFolder, option --data or RESIDUAL_LAB_DATA. ${looked}`,
  );
}

function findLayout(name: string | null): Layout | null {
  if (name === null) return null;
  const layout = Object.values(layouts).find(known => known.name === name);
  if (layout) return layout;
  throw new UserError(
    'data.format',
    `There is no data format ${name}. Known formats: ${Object.keys(layouts).join(', ')}.`,
  );
}

/** The folder or its official subfolder, and the layout: the one asked for or the first that fits. */
async function locate(
  folder: string,
  asked: Layout | null,
): Promise<{ folder: string; layout: Layout }> {
  const entries = await entriesOf(folder);
  if (!entries) {
    throw new UserError('data.missing', `${folder}: there is no such folder.`);
  }
  for (const layout of asked ? [asked] : Object.values(layouts)) {
    if (layout.matches(entries.names, entries.hasFolders)) return { folder, layout };
    if (layout.subfolder !== null && entries.names.has(layout.subfolder)) {
      return { folder: join(folder, layout.subfolder), layout };
    }
  }
  // The reader of the layout names the file that is missing.
  if (asked) return { folder, layout: asked };
  throw new UserError(
    'data.format',
    `${folder}: expected a data set, found no files of one. A set is one of: ` +
      `${Object.values(layouts)
        .map(layout => `${layout.name}: ${layout.files}`)
        .join('; ')}.`,
  );
}

/** Names in a folder without `.gz`; null if it is not there or not a folder. */
async function entriesOf(
  folder: string,
): Promise<{ names: ReadonlySet<string>; hasFolders: boolean } | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return {
      names: new Set(entries.map(entry => entry.name.replace(/\.gz$/, ''))),
      hasFolders: entries.some(
        entry => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()),
      ),
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unreadable(folder, cause);
  }
}
