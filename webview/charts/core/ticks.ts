import { formatTick } from '../../../src/base/index.ts';

/** Round numbers between `low` and `high`, about `most` of them: steps of 1, 2, 2.5 or 5 × 10ⁿ. */
export function niceTicks(low: number, high: number, most = 4): number[] {
  const step = niceStep(low, high, most);
  if (step === 0) return [low];
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let i = first; i * step <= high + step * 1e-6; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** The range widened to whole steps, so that the outermost ticks stand at its ends. */
export function niceRange(low: number, high: number, most = 4): [number, number] {
  if (!(high > low)) return [low - (Math.abs(low) || 1) / 10, high + (Math.abs(high) || 1) / 10];
  let range: [number, number] = [low, high];
  // A wider range may have wider steps, which widen it again.
  for (let i = 0; i < 3; i++) {
    const step = niceStep(...range, most);
    const whole = (n: number) => Number((n * step).toPrecision(12));
    range = [whole(Math.floor(low / step + 1e-9)), whole(Math.ceil(high / step - 1e-9))];
  }
  return range;
}

function niceStep(low: number, high: number, most: number): number {
  const raw = (high - low) / most;
  if (!(raw > 0) || !Number.isFinite(raw)) return 0;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5].find(m => m * power >= raw * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Ticks of a log axis; under a factor of about three there is no decade to name: linear ticks. */
export function logTicks(low: number, high: number, most = 4): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  for (const mantissas of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let e = from; e <= to; e++)
      for (const m of mantissas) {
        const value = Number(`${m}e${e}`);
        if (value >= low * 0.999 && value <= high * 1.001) ticks.push(value);
      }
    if (ticks.length < 2) break;
    if (ticks.length <= most + 1) return ticks;
    if (mantissas.length === 1)
      return ticks.filter((_, i) => i % Math.ceil(ticks.length / most) === 0);
  }
  return niceTicks(low, high, most);
}

/** How the ticks of one axis read: as many decimals as the finest of them needs; zero is `0`. */
export function tickLabels(ticks: readonly number[], times = 1): string[] {
  const values = ticks.map(t => Number((t * times).toPrecision(12)));
  const plain = values.map(formatTick);
  if (plain.some(p => p.includes('×') || p.includes('10⁻'))) return plain;
  // Three digits are too few for neighbours such as 2.175 and 2.2.
  const decimals = Math.max(...values.map(v => String(v).split('.')[1]?.length ?? 0));
  return values.map((value, i) => {
    const text = plain[i] ?? '';
    if (decimals === 0 || value === 0 || Math.abs(value) >= 1000) return text;
    return value.toFixed(decimals).replace('-', '\u2212');
  });
}
