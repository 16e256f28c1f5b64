import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/runFolder.ts';

/** A new folder with these files: contents by path; a path that ends in `/` is an empty folder. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  addTo(folder, files);
  return folder;
}

export function addTo(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, content);
  }
}

/** `{'a/0.png': 'a 0', ...}`: what is in them does not matter to who does not decode. */
export function pictures(...classes: readonly (readonly [name: string, count: number])[]) {
  return Object.fromEntries(
    classes.flatMap(([name, count]) =>
      Array.from({ length: count }, (_, i) => [`${name}/${i}.png`, `${name} ${i}`] as const),
    ),
  );
}
