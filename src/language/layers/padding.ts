/** How convolutions pad; see `padsOf`. */
export type PaddingValue = 'symmetric' | 'same';

/** Rows and columns of zeros around a feature map. */
export type Pads = readonly [top: number, bottom: number, left: number, right: number];

/**
 * The zeros around a map [height, width] under which a K×K window that moves by `stride` gives
 * ceil(size / stride) values in each direction.
 *
 * `symmetric`: floor((K-1)/2) before and floor(K/2) behind, whatever size and stride are. For odd K that
 * is K/2 on each side, as He et al., Torch, PyTorch (`padding=k//2`) and Chainer pad; an even kernel has
 * the odd zero behind, as in PyTorch's `padding='same'`.
 * `same`: TensorFlow's 'SAME': only as many zeros as are needed, the smaller half of them before. At
 * stride 1 the two are one; at stride 2 and an even size a 3×3 kernel gets nothing before and one behind.
 */
export function padsOf(
  padding: PaddingValue,
  [height, width]: readonly [height: number, width: number, ...rest: number[]],
  kernel: number,
  stride: number,
): Pads {
  const [top, bottom] = sidesOf(padding, height, kernel, stride);
  const [left, right] = sidesOf(padding, width, kernel, stride);
  return [top, bottom, left, right];
}

function sidesOf(
  padding: PaddingValue,
  size: number,
  kernel: number,
  stride: number,
): readonly [before: number, behind: number] {
  const total =
    padding === 'symmetric'
      ? kernel - 1
      : Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
