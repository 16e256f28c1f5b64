import { createHash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
import { UserError } from '../../base/index.ts';
import { nonBlocking } from '../../system/index.ts';
import { unreadable } from '../unreadable.ts';

/** What tells that a file is the one that it was, without reading it. */
export interface FileStamp {
  readonly size: number;
  /** Nanoseconds. The time of the last change cannot be set back as that of the last writing can. */
  readonly written: string;
  readonly changed: string;
  readonly inode: string;
}

const pieceBytes = 1 << 20;

export function stampOf(stats: BigIntStats): FileStamp {
  return {
    size: Number(stats.size),
    written: String(stats.mtimeNs),
    changed: String(stats.ctimeNs),
    inode: `${stats.dev}:${stats.ino}`,
  };
}

export function textOf({ size, written, changed, inode }: FileStamp): string {
  return `${size} ${written} ${changed} ${inode}`;
}

/**
 * The SHA-256 of a regular file, and what it was while it was read.
 *
 * @throws UserError `data.unreadable`; `data.changing` if somebody writes to it meanwhile.
 */
export async function digestFile(path: string): Promise<{ sha256: string; stamp: FileStamp }> {
  try {
    const file = await open(path, constants.O_RDONLY | nonBlocking);
    try {
      const before = await file.stat({ bigint: true });
      if (!before.isFile()) throw Object.assign(new Error(), { code: 'ENXIO' });
      const hash = createHash('sha256');
      const piece = Buffer.alloc(Math.max(1, Math.min(pieceBytes, Number(before.size))));
      for (;;) {
        const { bytesRead } = await file.read(piece, 0, piece.length, null);
        if (bytesRead === 0) break;
        hash.update(piece.subarray(0, bytesRead));
      }
      const stamp = stampOf(before);
      if (textOf(stamp) !== textOf(stampOf(await file.stat({ bigint: true }))))
        throw new UserError(
          'data.changing',
          `${path}: somebody writes to it while it is read. Wait until that is done.`,
        );
      return { sha256: hash.digest('hex'), stamp };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw unreadable(path, cause);
  }
}
