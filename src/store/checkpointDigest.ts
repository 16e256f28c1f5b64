import { createHash, type Hash } from 'node:crypto';
import { withoutDigest, writeDigest } from '../record/index.ts';

/** Begins the digest of a tensor file with its head. The data come after it. */
export function beginDigest(head: Uint8Array): Hash {
  return createHash('sha256').update(withoutDigest(head));
}

/** Puts the digest of the file in its place; the first part is the head. */
export function seal(parts: readonly Uint8Array[]): void {
  const [head, ...data] = parts;
  if (head === undefined) return;
  const hash = beginDigest(head);
  for (const part of data) hash.update(part);
  writeDigest(head, hash.digest('hex'));
}
