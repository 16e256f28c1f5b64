export interface PlaneLayout {
  readonly height: number;
  readonly width: number;
  /** Within a plane, columns one after the other (as MATLAB stores them) instead of rows. */
  readonly columns: boolean;
}

/** Turns a red, a green and a blue plane into pixels, row by row. */
export function interleavePlanes(
  planes: Uint8Array,
  from: number,
  { height, width, columns }: PlaneLayout,
  out: Uint8Array,
  to: number,
): void {
  const plane = height * width;
  const right = columns ? height : 1;
  const down = columns ? 1 : width;
  let target = to;
  for (let y = 0; y < height; y++) {
    let source = from + y * down;
    for (let x = 0; x < width; x++, source += right, target += 3) {
      out[target] = planes[source] as number;
      out[target + 1] = planes[source + plane] as number;
      out[target + 2] = planes[source + 2 * plane] as number;
    }
  }
}
