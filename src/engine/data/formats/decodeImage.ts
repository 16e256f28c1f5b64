import { convertIndexedToRgb, decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { formatCount, UserError } from '../../../base/index.ts';
import { limits } from '../../../system/index.ts';
import { dataError } from '../dataError.ts';
import { imageHeader, isPng, jpegFrame, withoutSurprises } from './imageHeader.ts';

/** Pixels row by row: grey, or red, green and blue. Transparency is left out. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array | Uint16Array;
}

/** Decodes by content, not by name. */
export function decodeImage(path: string, bytes: Uint8Array): DecodedImage {
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const png = isPng(bytes);
  if (!jpeg && !png) {
    const found = [...bytes.subarray(0, 4)].map(b => b.toString(16).padStart(2, '0')).join(' ');
    throw dataError(
      'magic',
      { path, packed: false },
      0,
      'the signature of PNG (89 50 4e 47) or JPEG (ff d8)',
      found || 'an empty file',
    );
  }
  const header = imageHeader(bytes);
  if (header && header.width * header.height > limits.imagePixels)
    throw new UserError(
      'data.image',
      `${path} (${formatCount(bytes.length)} bytes): its header says ${header.width}x${header.height} pixels; ` +
        `${formatCount(limits.imagePixels)} are the most that is decoded.`,
    );
  try {
    return png ? fromPng(withoutSurprises(bytes)) : fromJpeg(bytes);
  } catch (cause) {
    throw new UserError(
      'data.image',
      `${path} (${bytes.length} bytes): expected a whole ${png ? 'PNG' : 'JPEG'} image, found one that ` +
        `cannot be decoded: ${(cause as Error).message}.`,
      { cause },
    );
  }
}

function fromPng(bytes: Uint8Array): DecodedImage {
  const image = decodePng(bytes, { checkCrc: true });
  const { width, height } = image;
  const pixels = width * height;
  if (image.palette) {
    const data = convertIndexedToRgb(image);
    return {
      width,
      height,
      channels: 3,
      data: takeChannels(data, pixels, data.length / pixels, 3),
    };
  }
  if (image.depth < 8) {
    return { width, height, channels: 1, data: unpackBits(image.data, width, height, image.depth) };
  }
  const channels = image.channels >= 3 ? 3 : 1;
  const data = image.data instanceof Uint16Array ? image.data : Uint8Array.from(image.data);
  return { width, height, channels, data: takeChannels(data, pixels, image.channels, channels) };
}

function fromJpeg(bytes: Uint8Array): DecodedImage {
  const { width, height, data } = decodeJpeg(bytes, { useTArray: true, formatAsRGBA: false });
  const channels = jpegFrame(bytes)?.components === 1 ? 1 : 3;
  return { width, height, channels, data: takeChannels(data, width * height, 3, channels) };
}

function takeChannels<T extends Uint8Array | Uint16Array>(
  data: T,
  pixels: number,
  from: number,
  to: number,
): T {
  if (from === to) return data;
  const out = data.slice(0, pixels * to) as T;
  for (let p = 0; p < pixels; p++) {
    for (let c = 0; c < to; c++) out[p * to + c] = data[p * from + c] as number;
  }
  return out;
}

/** Grey of 1, 2 or 4 bits, rows padded to bytes, spread over 0..255. */
function unpackBits(
  packed: ArrayLike<number>,
  width: number,
  height: number,
  depth: number,
): Uint8Array {
  const out = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  const most = (1 << depth) - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = packed[y * rowBytes + (bit >> 3)] as number;
      out[y * width + x] = (((byte >> (8 - depth - (bit & 7))) & most) * 255) / most;
    }
  }
  return out;
}
