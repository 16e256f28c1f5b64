/**
 * Looks-linear weights: channels 2j and 2j+1 are kept each other's negative, so that ReLU takes them
 * apart and the next layer puts them together again, ρ(x) - ρ(-x) = x (Balduzzi et al., ICML 2017).
 * Pairs stand side by side, so that zero channels appended by a shortcut are pairs too. Of an odd
 * number of inputs (an image) or outputs (classes) only the other side is mirrored.
 *
 * @param shape [.., in, out]
 */
export function mirrorChannels(values: Float32Array, shape: readonly number[]): void {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const evenIn = inputs % 2 === 0;
  const evenOut = outputs % 2 === 0 && shape.length > 2;
  for (let start = 0; start < values.length; start += inputs * outputs)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) {
        const from = start + (evenIn ? i - (i % 2) : i) * outputs + (evenOut ? o - (o % 2) : o);
        const isNegative = (evenIn && i % 2 === 1) !== (evenOut && o % 2 === 1);
        values[start + i * outputs + o] = (isNegative ? -1 : 1) * (values[from] ?? 0);
      }
}
