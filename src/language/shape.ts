/** The shape of one example's feature map; the batch is left out. */
export type Shape = readonly [height: number, width: number, channels: number];

export function sameShape(a: Shape, b: Shape): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

/** Values in one feature map. */
export function shapeSize([height, width, channels]: Shape): number {
  return height * width * channels;
}

/** `32×32×16`, as people write it. */
export function formatShape(shape: Shape): string {
  return shape.join('×');
}
