import { promisify } from 'node:util';
import { constants, createGunzip, gunzip as gunzipCallback, gunzipSync } from 'node:zlib';
import { formatCount, UserError } from '../../base/index.ts';
import { limits } from '../../system/index.ts';

const gunzipAll = promisify(gunzipCallback);

/** Where a format does not say how much comes: no images are packed so tightly. */
const mostRatio = 100;
const usualBytes = 64 * 1024 * 1024;

/**
 * Unpacks a gzip file, to no more than its format says, else than images can come to.
 *
 * @param size how many bytes it has by its first ones; null: they do not say.
 * @throws UserError `data.gzip` with the place in the packed file and how far it could be unpacked.
 */
export async function gunzip(
  path: string,
  packed: Uint8Array,
  size: (head: Uint8Array) => number | null = () => null,
): Promise<Uint8Array> {
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) {
    const found = [...packed.subarray(0, 2)].map(b => b.toString(16).padStart(2, '0')).join(' ');
    throw new UserError(
      'data.gzip',
      `${path}, byte 0: expected the signature of gzip, 1f 8b, found ${found || 'an empty file'}.`,
    );
  }
  const said = size(headOf(packed));
  // One byte more than there should be, so that the reader of the format says how much there is.
  const most = Math.min(
    said === null ? Math.max(usualBytes, mostRatio * packed.length) : said + 1,
    limits.unpacked,
  );
  try {
    return await gunzipAll(packed, { chunkSize: 1 << 20, maxOutputLength: most });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      const why = said === null ? 'no images are packed so tightly' : 'its header says no more';
      throw new UserError(
        'data.gzip',
        `${path}: expected ${formatCount(said ?? most)} unpacked bytes at most (${why}), found more.`,
        { cause },
      );
    }
    const { read, unpacked } = await unpackUntilBroken(packed);
    const cut = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    throw new UserError(
      'data.gzip',
      `${path}, byte ${formatCount(cut ? packed.length : read)}: expected the rest of the gzip data, found ` +
        `${cut ? 'the end of the file' : `damage (${(cause as Error).message})`} after ` +
        `${formatCount(unpacked)} unpacked bytes. Fetch the file again.`,
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

/** The first unpacked bytes, as far as the first packed ones give them. */
function headOf(packed: Uint8Array): Uint8Array {
  try {
    const { Z_SYNC_FLUSH: finishFlush } = constants;
    return gunzipSync(packed.subarray(0, 4096), { finishFlush });
  } catch {
    return new Uint8Array(0);
  }
}
