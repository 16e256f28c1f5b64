import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseJson } from '../../base/index.ts';
import { findCacheFolder, limits, namesIn, readText, replaceFile } from '../../system/index.ts';
import { textOf, type FileStamp } from './digestFile.ts';

/** Sets whose sums are kept; the one that was used longest ago goes. */
const mostSets = 100;

/** A change in the same tick of the file system's clock as the reading would go unseen. */
const settledAfterMs = 2000;

/** What the file was, and its SHA-256. */
type Entry = readonly [stamp: string, sha256: string];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Sums of files as they were, by path, size, times and inode, in a file of the user's cache for each set.
 * It only saves time: what cannot be read or written is done without.
 */
export class DigestCache {
  /** Null: this user has no place for a cache. */
  readonly #file: string | null;
  readonly #known: Map<string, Entry>;
  #isNew = false;

  /** @param folder that of the set */
  constructor(folder: string, env: Environment) {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    const cache = findCacheFolder(env);
    this.#file = cache === null ? null : join(cache, 'fingerprints', `${name}.json`);
    this.#known = new Map(Object.entries(this.#file === null ? {} : read(this.#file)));
  }

  /** The sum of a file that still is what it was. */
  get(path: string, stamp: FileStamp): string | undefined {
    const [known, sha256] = this.#known.get(path) ?? [];
    return known === textOf(stamp) ? sha256 : undefined;
  }

  /** @param readAt when the reading began, in milliseconds */
  set(path: string, stamp: FileStamp, sha256: string, readAt: number): void {
    const newest = Math.max(Number(stamp.written), Number(stamp.changed)) / 1e6;
    if (newest + settledAfterMs > readAt) return;
    this.#known.set(path, [textOf(stamp), sha256]);
    this.#isNew = true;
  }

  /** Keeps what is known of these files, and forgets the others. */
  save(paths: ReadonlySet<string>): void {
    if (!this.#isNew || this.#file === null) return;
    try {
      const folder = dirname(this.#file);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const kept = [...this.#known].filter(([path]) => paths.has(path));
      replaceFile(this.#file, JSON.stringify(Object.fromEntries(kept)));
      prune(folder);
    } catch {
      // The next run reads the files again.
    }
  }
}

function read(file: string): Record<string, Entry> {
  try {
    const text = readText(file, limits.fingerprints) ?? '{}';
    const value = parseJson(text) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, Entry] => {
        const [stamp, sum] = Array.isArray(entry[1]) ? (entry[1] as unknown[]) : [];
        return typeof stamp === 'string' && typeof sum === 'string' && /^[0-9a-f]{64}$/.test(sum);
      }),
    );
  } catch {
    return {};
  }
}

function prune(folder: string): void {
  const names = namesIn(folder).filter(name => name.endsWith('.json'));
  if (names.length <= mostSets) return;
  const byAge = names
    .map(name => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => a.time - b.time);
  for (const { path } of byAge.slice(0, names.length - mostSets)) rmSync(path, { force: true });
}
