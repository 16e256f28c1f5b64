import type { Split } from '../types.ts';

/** How an image is moved on its way from the split to a batch. */
export interface Placement {
  /** Output (y, x) shows input (y + dy, x + dx); outside the image it is zero. */
  readonly dy: number;
  readonly dx: number;
  /** Mirror left and right after the crop. */
  readonly flip: boolean;
}

type Shape = readonly [number, number, number];
type Images = Split['images'];

/** Copies the image that starts at `from`, moved as `place` says, to `out` at `to`. */
export function placeImage(
  images: Images,
  from: number,
  shape: Shape,
  { dy, dx, flip }: Placement,
  out: Float32Array,
  to: number,
): void {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  if (dy === 0 && dx === 0) out.set(images.subarray(from, from + size), to);
  else copyShifted(images, from, shape, dy, dx, out, to);
  if (flip) mirror(out, to, height, width, channels);
}

/**
 * A crop of the padded image is the image shifted in memory, as one run: one native copy, after
 * which the columns that wrapped round from the neighbouring row are cleared.
 */
function copyShifted(
  images: Images,
  from: number,
  [height, width, channels]: Shape,
  dy: number,
  dx: number,
  out: Float32Array,
  to: number,
): void {
  const row = width * channels;
  const size = height * row;
  if (Math.abs(dy) >= height || Math.abs(dx) >= width) {
    out.fill(0, to, to + size);
    return;
  }
  const shift = dy * row + dx * channels;
  const begin = Math.max(0, -shift);
  const end = Math.min(size, size - shift);
  out.set(images.subarray(from + begin + shift, from + end + shift), to + begin);
  out.fill(0, to, to + Math.max(begin, -dy * row));
  out.fill(0, to + Math.min(end, size - dy * row), to + size);
  const first = dx > 0 ? row - dx * channels : 0;
  const count = Math.abs(dx) * channels;
  for (let y = to + first; y < to + size; y += row) {
    for (let i = y; i < y + count; i++) out[i] = 0;
  }
}

function mirror(
  data: Float32Array,
  from: number,
  height: number,
  width: number,
  channels: number,
): void {
  const row = width * channels;
  for (let y = 0; y < height; y++) {
    let left = from + y * row;
    let right = left + row - channels;
    for (; left < right; left += channels, right -= channels) {
      for (let c = 0; c < channels; c++) {
        const kept = data[left + c] as number;
        data[left + c] = data[right + c] as number;
        data[right + c] = kept;
      }
    }
  }
}

/**
 * Standardises `length` values of `data` in place: (x - mean) / max(std, 1/sqrt(length)), the
 * definition of TensorFlow's `per_image_standardization`. The sums are exact for bytes and 16-bit
 * values; they run in double precision in parallel chains, since an addition waits for the one
 * before it.
 */
export function standardizeInPlace(data: Float32Array, from: number, length: number): void {
  const end = from + length;
  const paired = end - (length % 2);
  let a = 0;
  let b = 0;
  let aa = 0;
  let bb = 0;
  let i = from;
  for (; i < paired; i += 2) {
    const p = data[i] as number;
    const q = data[i + 1] as number;
    a += p;
    b += q;
    aa += p * p;
    bb += q * q;
  }
  for (; i < end; i++) {
    const p = data[i] as number;
    a += p;
    aa += p * p;
  }
  const mean = (a + b) / length;
  const std = Math.sqrt(Math.max(0, (aa + bb) / length - mean * mean));
  const scale = 1 / Math.max(std, 1 / Math.sqrt(length));
  for (i = from; i < end; i++) data[i] = ((data[i] as number) - mean) * scale;
}

/** The factor of `standardize: none`: full intensity becomes 1; real numbers stay as they are. */
export function intensityScale(split: Split): number {
  if (split.white !== undefined) return 1 / split.white;
  if (split.images instanceof Uint8Array) return 1 / 255;
  return split.images instanceof Uint16Array ? 1 / 65535 : 1;
}
