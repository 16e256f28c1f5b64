export interface PlaneLayout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Within a plane, columns one after the other (as MATLAB stores them) instead of rows. */
  readonly columns: boolean;
}

/** Turns an image of one plane per channel into pixels with their channels side by side. */
export function interleavePlanes(
  planes: Uint8Array,
  from: number,
  layout: PlaneLayout,
  out: Uint8Array,
  to: number,
): void {
  const { height, width, channels, columns } = layout;
  const right = columns ? height : 1;
  const down = columns ? 1 : width;
  for (let c = 0; c < channels; c++) {
    const plane = from + c * height * width;
    let target = to + c;
    for (let y = 0; y < height; y++) {
      let source = plane + y * down;
      for (let x = 0; x < width; x++, source += right, target += channels) {
        out[target] = planes[source] as number;
      }
    }
  }
}
