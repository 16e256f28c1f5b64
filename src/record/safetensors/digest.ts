/**
 * A checkpoint's metadata hold the SHA-256 of its file, over the bytes as they are with zeros in the place of
 * the digest itself: one flipped bit of a weight, a counter or a name would else be a silently wrong number.
 */
export const digestKey = 'residual-lab sha256';

/** What stands in the place of the digest while the file is hashed, and before it is. */
export const noDigest = '0'.repeat(64);

/** A file's head (the length of its header and the header) with zeros in the place of its digest, as it is hashed. */
export function withoutDigest(head: Uint8Array): Uint8Array {
  const zeroed = new Uint8Array(head);
  writeDigest(zeroed, noDigest);
  return zeroed;
}

/** The digest that a head states; null: none, as in files of earlier versions and of other programs. */
export function statedDigest(head: Uint8Array): string | null {
  const place = digestPlace(head);
  return place < 0 ? null : latin1(head.subarray(place, place + noDigest.length));
}

/** Puts the digest in its place in the head, if there is one. */
export function writeDigest(head: Uint8Array, digest: string): void {
  const place = digestPlace(head);
  if (place >= 0)
    head.set(new TextEncoder().encode(digest).subarray(0, head.length - place), place);
}

/** Where the digest stands in the head; -1: the file has none. */
function digestPlace(head: Uint8Array): number {
  const lead = `"${digestKey}":"`;
  const at = latin1(head).indexOf(lead, 8);
  return at < 0 ? -1 : at + lead.length;
}

/** One sign for each byte. */
const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
