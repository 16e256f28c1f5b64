import { limits, UserError } from '../base/index.ts';
import {
  readTensors,
  statedDigest,
  tensorHeaderLength,
  tensorLayout,
  type TensorFile,
  type TensorLayout,
} from '../record/index.ts';
import { openLarge, readBytes } from '../system/index.ts';
import { beginDigest } from './checkpointDigest.ts';

/**
 * Reads a tensor file's bytes; `path` is for messages.
 * @throws UserError `checkpoint.damaged` saying what is wrong where, or that the digest differs.
 */
export function decodeTensors(bytes: Uint8Array, path: string): TensorFile {
  const start = 8 + tensorHeaderLength(bytes, bytes.length, path);
  const [head, data] = [bytes.subarray(0, start), bytes.subarray(start)];
  const layout = tensorLayout(head.subarray(8), data.length, path);
  return readTensors(layout, checked(head, data, layout, path));
}

/**
 * Reads a tensor file from the disk. The header is held against the file's size before the data are read.
 * @throws UserError as `decodeTensors` does, and where it is a link (unless `follow`) or no plain file.
 */
export async function readTensorFile(path: string, { follow = false } = {}): Promise<TensorFile> {
  const { handle, size } = await openLarge(path, { most: limits.tensorFile, follow });
  try {
    const first = await readBytes(handle, 0, Math.min(8, size));
    const start = 8 + tensorHeaderLength(first, size, path);
    const head = await readBytes(handle, 0, start);
    const layout = tensorLayout(head.subarray(8), size - start, path);
    const data = await readBytes(handle, start, size - start);
    return readTensors(layout, checked(head, data, layout, path));
  } finally {
    await handle.close();
  }
}

/** The data, where they and the head have the digest that the head states, or it states none. */
function checked(
  head: Uint8Array,
  data: Uint8Array,
  { dataBytes }: TensorLayout,
  path: string,
): Uint8Array {
  const stated = statedDigest(head);
  if (stated === null) return data;
  if (beginDigest(head).update(data.subarray(0, dataBytes)).digest('hex') === stated) return data;
  throw new UserError(
    'checkpoint.damaged',
    `${path} is damaged: its bytes are not those that were written (its SHA-256 differs). Take an earlier checkpoint, or train again.`,
  );
}
