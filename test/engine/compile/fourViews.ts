/** Arrays of 32 ones. One of the four begins at a multiple of 64 bytes, which TensorFlow needs to use it in place. */
export function* fourViews(): Generator<Float32Array> {
  const buffer = new Float32Array(4096);
  for (const offset of [0, 4, 8, 12]) yield buffer.subarray(offset, offset + 32).fill(1);
}
