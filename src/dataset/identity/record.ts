import { createHash } from 'node:crypto';
import type { DataRecord } from '../../record/index.ts';
import type { Printed, PrintedFile } from './fingerprint.ts';

/** More files are told by folder; so many take about a megabyte. */
const mostFiles = 20_000;
const mostFolders = 5_000;
const sumLength = 16;

/** What is kept of a set, so that a change can be named later; bounded, however large the set is. */
export function recordOf(
  place: string,
  { fingerprint, files }: Printed,
  most = mostFiles,
): DataRecord {
  const isMany = files.length > most;
  return {
    format: 1,
    place,
    fingerprint,
    files: isMany ? null : Object.fromEntries(files.map(file => [file.name, shortOf(file)])),
    folders: isMany ? foldersOf(files) : null,
  };
}

function shortOf({ size, sha256 }: PrintedFile): [number, string | null] {
  return [size, sha256?.slice(0, sumLength) ?? null];
}

function foldersOf(files: readonly PrintedFile[]): DataRecord['folders'] {
  const folders = new Map<string, PrintedFile[]>();
  for (const file of files) {
    const folder = file.name.slice(0, Math.max(0, file.name.lastIndexOf('/')));
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  if (folders.size > mostFolders) return null;
  return Object.fromEntries(
    [...folders].map(([folder, own]) => {
      const hash = createHash('sha256');
      for (const { name, size, sha256 } of own) hash.update(`${name}\0${size}\0${sha256 ?? ''}\n`);
      const bytes = own.reduce((sum, { size }) => sum + size, 0);
      return [folder, [own.length, bytes, hash.digest('hex').slice(0, sumLength)] as const];
    }),
  );
}
