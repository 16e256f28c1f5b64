import { createHash, type Hash } from 'node:crypto';

/**
 * A checkpoint's metadata hold the SHA-256 of its file, over the bytes as they are with zeros in the place of
 * the digest itself: one flipped bit of a weight, a counter or a name would else be a silently wrong number.
 */
export const digestKey = 'residual-lab sha256';

/** What stands in the place of the digest while the file is hashed, and before it is. */
export const noDigest = '0'.repeat(64);

/** Where the digest stands in the header's JSON text; -1: the file has none, as those of earlier versions. */
export function digestPlace(head: Uint8Array): number {
  const lead = `"${digestKey}":"`;
  const at = bufferOf(head).indexOf(lead, 8, 'latin1');
  return at < 0 ? -1 : at + lead.length;
}

/** Begins a digest with a file's head: the length of its header and the header. The data come after it. */
export function beginDigest(head: Uint8Array): Hash {
  const place = digestPlace(head);
  const zeroed = Buffer.from(head);
  if (place >= 0) zeroed.write(noDigest, place, 'latin1');
  return createHash('sha256').update(zeroed);
}

/** The digest that a head states; null: none. */
export function statedDigest(head: Uint8Array): string | null {
  const place = digestPlace(head);
  return place < 0 ? null : bufferOf(head).toString('latin1', place, place + noDigest.length);
}

/** Puts the digest of the file in its place. */
export function seal(parts: readonly Uint8Array[]): void {
  const [head, ...data] = parts;
  if (head === undefined) return;
  const hash = beginDigest(head);
  for (const part of data) hash.update(part);
  bufferOf(head).write(hash.digest('hex'), digestPlace(head), 'latin1');
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
