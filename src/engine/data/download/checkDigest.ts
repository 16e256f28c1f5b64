import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../../base/index.ts';

/**
 * @param origin where the file came from, for the message.
 * @throws UserError `data.checksum` if the file's digest is not the published one.
 */
export async function checkDigest(
  { digest }: { readonly digest: { readonly kind: string; readonly hex: string } | null },
  path: string,
  origin: string,
): Promise<void> {
  if (!digest) return;
  const found = await digestOf(path, digest.kind);
  if (found !== digest.hex) {
    throw new UserError(
      'data.checksum',
      `${origin}: expected the ${digest.kind} ${digest.hex}, found ${found}. ` +
        'The file is damaged or not the published one.',
    );
  }
}

export async function digestOf(path: string, kind: string): Promise<string> {
  const hash = createHash(kind);
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
