/** `standardize: per-image` of images of `size` bytes: minus the mean, over the deviation or 1/√size. */
export function standardized(images: ArrayLike<number>, size: number): Float64Array {
  const out = Float64Array.from(images);
  for (let from = 0; from < out.length; from += size) {
    const image = out.subarray(from, from + size);
    const mean = image.reduce((a, b) => a + b, 0) / size;
    const deviation = Math.sqrt(image.reduce((s, v) => s + (v - mean) ** 2, 0) / size);
    const divisor = Math.max(deviation, 1 / Math.sqrt(size));
    image.forEach((v, i) => (image[i] = (v - mean) / divisor));
  }
  return out;
}
