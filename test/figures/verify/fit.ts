/** An axis as its labels tell it. */
export interface Fitted {
  readonly scale: 'linear' | 'log' | 'other';
  /** Pixel of a value. */
  readonly at: (value: number) => number;
  /** Pixels by which the ticks miss it at most. */
  readonly off: number;
  readonly labels: readonly string[];
}

export interface LabelledTick {
  readonly label: string;
  readonly at: number;
}

/** The scale on which the ticks stand, by least squares over their labels; null where fewer than two of them are numbers. */
export function fitAxis(ticks: readonly LabelledTick[], said?: string): Fitted | null {
  const read = ticks
    .map(({ label, at }) => ({ value: readNumber(label), at }))
    .filter(({ value }) => !Number.isNaN(value));
  const labels = ticks.map(t => t.label);
  if (new Set(read.map(r => r.value)).size < 2) return null;
  const linear = fit(read, v => v);
  const fits = [{ scale: 'linear' as const, ...linear }];
  if (read.every(({ value }) => value > 0))
    fits.push({ scale: 'log' as never, ...fit(read, Math.log10) });
  // Two ticks fit any scale: then what the file says of it counts.
  const best =
    fits.find(f => f.scale === said && f.off < 0.1) ??
    fits.reduce((a, b) => (b.off < a.off ? b : a));
  if (best.off < 0.1) return { ...best, labels };
  return { scale: 'other', at: between(read), off: 0, labels };
}

/** `−1,234.5`, `2 × 10⁻⁵`, `10²⁹`, `+3`, `½`, `5 min`. NaN for words. */
export function readNumber(label: string): number {
  const plain = label.replace(/,/g, '').replace(/^\+/, '').replace(/^−/, '-').trim();
  const power = /^(-?)(?:(\d+(?:\.\d+)?)\s*×\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(plain);
  if (power !== null) {
    const exponent = [...(power[3] ?? '')].map(sign => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign));
    const digits = exponent.map(i => (i < 0 ? '-' : String(i))).join('');
    return Number(`${power[1] ?? ''}${power[2] ?? '1'}e${digits}`);
  }
  const half = { '½': 0.5, '¼': 0.25, '⅛': 0.125 }[plain];
  if (half !== undefined) return half;
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

function fit(ticks: readonly { value: number; at: number }[], of: (value: number) => number) {
  const points = ticks.map(({ value, at }) => [of(value), at] as const);
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const xx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const xy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const slope = xy / xx;
  const at = (value: number) => meanY + slope * (of(value) - meanX);
  const off = Math.max(...ticks.map(t => Math.abs(at(t.value) - t.at)));
  return { at, off };
}

/** Neither linear nor log, such as symlog: linear from tick to tick, which is right at the ticks alone. */
function between(ticks: readonly { value: number; at: number }[]): (value: number) => number {
  const sorted = [...ticks].sort((a, b) => a.value - b.value);
  return value => {
    const i = Math.max(
      1,
      sorted.findIndex(t => t.value >= value),
    );
    const [a, b] = [sorted[i - 1], sorted[i]];
    if (a === undefined || b === undefined) return NaN;
    return a.at + ((value - a.value) / (b.value - a.value)) * (b.at - a.at);
  };
}
