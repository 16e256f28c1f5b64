import { promisify } from 'node:util';
import { createGunzip, gunzip as gunzipCallback } from 'node:zlib';
import { UserError } from '../../base/index.ts';
import { group } from './dataError.ts';

const gunzipAll = promisify(gunzipCallback);

/**
 * Unpacks a gzip file.
 *
 * @throws UserError `data.gzip` with the place in the packed file and how far it could be unpacked.
 */
export async function gunzip(path: string, packed: Uint8Array): Promise<Uint8Array> {
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) {
    const found = [...packed.subarray(0, 2)].map(b => b.toString(16).padStart(2, '0')).join(' ');
    throw new UserError(
      'data.gzip',
      `${path}, byte 0: expected the signature of gzip, 1f 8b, found ${found || 'an empty file'}.`,
    );
  }
  try {
    return await gunzipAll(packed, { chunkSize: 1 << 20 });
  } catch (cause) {
    const { read, unpacked } = await unpackUntilBroken(packed);
    const cut = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    throw new UserError(
      'data.gzip',
      `${path}, byte ${group(cut ? packed.length : read)}: expected the rest of the gzip data, found ` +
        `${cut ? 'the end of the file' : `damage (${(cause as Error).message})`} after ` +
        `${group(unpacked)} unpacked bytes. Fetch the file again.`,
      { cause },
    );
  }
}

/** Small pieces, so that the place of the damage is known to about a kilobyte. */
function unpackUntilBroken(packed: Uint8Array): Promise<{ read: number; unpacked: number }> {
  return new Promise(resolve => {
    const stream = createGunzip();
    let unpacked = 0;
    const done = () => resolve({ read: Math.min(stream.bytesWritten, packed.length), unpacked });
    stream.on('data', (piece: Uint8Array) => (unpacked += piece.length));
    stream.on('error', done);
    stream.on('end', done);
    for (let at = 0; at < packed.length; at += 1024) stream.write(packed.subarray(at, at + 1024));
    stream.end();
  });
}
