import { join } from 'node:path';
import type { LocatedData } from './locate.ts';
import { partsThere } from './layouts.ts';
import { describePictures } from './pictures/describe.ts';
import { listAsBefore } from './pictures/asBefore.ts';
import { listPictures } from './pictures/listPictures.ts';
import type { PictureFolder } from './pictures/types.ts';
import { unreadable } from './unreadable.ts';

/** By which rules a picture folder becomes examples; see `RunData`. */
export type Rules = 1 | 2;

/** A file that a set is made of. */
export interface UsedFile {
  /** Relative to the set, with `/`. */
  readonly name: string;
  readonly path: string;
}

/** The pictures of a folder by these rules. Throws a UserError as `listPictures`. */
export function picturesIn(folder: string, rules: Rules): Promise<PictureFolder> {
  return rules === 1 ? listAsBefore(folder) : listPictures(folder);
}

/** The files that are read of a set, and for people what it was taken for, a line each. */
export async function usedFiles(
  { folder, layout }: LocatedData,
  rules: Rules,
): Promise<{ files: readonly UsedFile[]; description: readonly string[] }> {
  if (layout.parts === null) {
    const pictures = await picturesIn(folder, rules);
    return {
      files: [...pictures.train, ...pictures.test],
      description: describePictures(pictures),
    };
  }
  try {
    const names = await partsThere(folder, layout);
    return { files: names.map(name => ({ name, path: join(folder, name) })), description: [] };
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}
