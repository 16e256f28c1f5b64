import { inflateSync } from 'node:zlib';
import { limits } from '../../../system/index.ts';

/** What an image file says of itself before anything is decoded. */
export interface ImageHeader {
  readonly width: number;
  readonly height: number;
}

/** Width and height, from the first chunk of a PNG or the frame header of a JPEG; null: there are none. */
export function imageHeader(bytes: Uint8Array): ImageHeader | null {
  if (isPng(bytes)) return pngHeader(bytes);
  const frame = jpegFrame(bytes);
  return frame && { width: frame.width, height: frame.height };
}

export const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50;

function pngHeader(bytes: Uint8Array): (ImageHeader & { readonly bits: number }) | null {
  if (bytes.length < 33) return null;
  const view = viewOf(bytes);
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[bytes[25] as number];
  if (view.getUint32(12) !== 0x49484452 || channels === undefined) return null;
  const bits = channels * (bytes[24] as number);
  return { width: view.getUint32(16), height: view.getUint32(20), bits };
}

/** The frame header (ITU-T T.81, B.2.2). */
export function jpegFrame(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number; readonly components: number } | null {
  const view = viewOf(bytes);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] as number;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { width, height, components: bytes[at + 9] as number };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Compressed pixels of less than this cannot unpack to much: deflate makes at most 1032 bytes of one. */
const harmless = 64 * 1024;

/**
 * A PNG without what is not needed for its pixels and might unpack to anything. Throws where the pixels
 * unpack to more than the header says, or the chunks do not fit the file.
 */
export function withoutSurprises(bytes: Uint8Array): Uint8Array {
  const header = pngHeader(bytes);
  if (header === null) throw new Error('its header is damaged');
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const pixels: Uint8Array[] = [];
  let isSame = true;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new Error('it is cut off');
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    if (type === 'IDAT') pixels.push(bytes.subarray(at + 8, end - 4));
    if (/^(iCCP|zTXt|iTXt)$/.test(type)) isSame = false;
    else kept.push(bytes.subarray(at, end));
    at = end;
  }
  const packed = pixels.reduce((sum, piece) => sum + piece.length, 0);
  if (packed > harmless) {
    // A byte in front of each row; interlaced there are fewer than twice as many rows and two bytes more each.
    const row = 3 + Math.ceil((header.width * header.bits) / 8);
    const most = Math.min(2 * header.height * row + 64, limits.imagePixels * 16);
    inflateSync(Buffer.concat(pixels), { maxOutputLength: most });
  }
  return isSame ? bytes : Buffer.concat(kept);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
