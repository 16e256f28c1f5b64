import { stat } from 'node:fs/promises';
import { unreadable } from '../unreadable.ts';
import { entriesIn, extensionOf, isImage, misfit, type Entry } from './entries.ts';
import type { LeftOut } from './types.ts';

/** Folders within folders; deeper is a mistake, or a circle that nobody has noticed. */
const deepest = 32;

/** Counts what is passed over, by folder of the set and by kind. */
export class PassedOver {
  readonly #counts = new Map<string, Map<string, number>>();

  add(place: string, what: string): void {
    const ofPlace = this.#counts.get(place) ?? new Map<string, number>();
    this.#counts.set(place, ofPlace.set(what, (ofPlace.get(what) ?? 0) + 1));
  }

  /** What was passed over in these folders; all: no place given. */
  list(place?: string): LeftOut[] {
    return [...this.#counts].flatMap(([p, kinds]) =>
      place === undefined || p === place
        ? [...kinds].map(([what, count]) => ({ place: p, what, count }))
        : [],
    );
  }
}

/** An image below a class folder: its path, and its name from there. */
export interface Found {
  readonly path: string;
  readonly name: string;
}

/**
 * All images below a class folder, by name; folders in it are looked through, links followed. What is
 * no image is counted under `place`.
 *
 * @param outer the folders that it lies in; a link back to them is passed over
 *
 * @throws UserError `data.unreadable` for what has the name of an image and cannot be one.
 */
export async function imagesBelow(
  folder: string,
  place: string,
  passed: PassedOver,
  outer: readonly string[] = [],
): Promise<Found[]> {
  const found: Found[] = [];
  const visit = async (path: string, prefix: string, above: readonly string[]): Promise<void> => {
    const self = await identity(path);
    if (above.includes(self)) {
      passed.add(place, `${prefix.slice(0, -1)} (a link that leads back to a folder above it)`);
      return;
    }
    if (above.length >= deepest) {
      passed.add(place, `${prefix.slice(0, -1)} (more than ${deepest} folders deep)`);
      return;
    }
    for (const entry of await entriesIn(path)) {
      const name = prefix + entry.name;
      if (isLeftOut(entry, name, place, passed)) continue;
      if (entry.kind === 'folder' && !isImage(name)) {
        await visit(entry.path, `${name}/`, [...above, self]);
      } else if (entry.kind === 'file') {
        found.push({ path: entry.path, name });
      } else {
        throw await misfit(entry);
      }
    }
  };
  await visit(folder, '', await Promise.all(outer.map(identity)));
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Counts an entry that is neither an image nor a folder; false: it is one, or should be. */
export function isLeftOut(entry: Entry, name: string, place: string, passed: PassedOver): boolean {
  const { kind } = entry;
  if (kind === 'hidden') passed.add(place, 'hidden');
  else if (kind === 'litter') passed.add(place, `${name} (left by a system or a tool)`);
  else if (isImage(name) || kind === 'folder') return false;
  // Without an extension it may be meant as a folder.
  else if (kind === 'broken link' && !/\.[^.]+$/.test(name)) return false;
  else passed.add(place, extensionOf(name));
  return true;
}

/** Device and number, which links to one folder share. */
async function identity(folder: string): Promise<string> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}
