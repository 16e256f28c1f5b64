import { niceTicks } from './nice.ts';

/** Ticks of a log axis; where there is no decade to name, under a factor of about three, those of a linear one. */
export function logTicks(low: number, high: number, most = 4): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  for (const mantissas of [[1, 2, 5], [1, 3], [1]]) {
    if ((to - from) * mantissas.length > 3 * most + 9 && mantissas.length > 1) continue;
    const ticks: number[] = [];
    for (let e = from; e <= to; e++)
      for (const m of mantissas) {
        const value = Number(`${m}e${e}`);
        if (value >= low * 0.999 && value <= high * 1.001) ticks.push(value);
      }
    if (ticks.length < 2) break;
    if (ticks.length <= most + 1) return ticks;
    if (mantissas.length === 1) {
      const every = Math.ceil(ticks.length / most);
      return ticks.filter((_, i) => i % every === 0);
    }
  }
  return niceTicks(low, high, most);
}

/** Zero, and powers of ten on both sides of it from where the axis is no longer linear. */
export function symlogTicks(low: number, high: number, constant: number, most = 4): number[] {
  const sides = (low < 0 ? 1 : 0) + (high > 0 ? 1 : 0);
  const each = Math.max(1, Math.floor(most / Math.max(1, sides)));
  const first = Math.ceil(Math.log10(constant) - 1e-9);
  const powers = (end: number) => {
    const last = Math.floor(Math.log10(end) + 1e-9);
    const every = Math.max(1, Math.ceil((last - first + 1) / each));
    const found: number[] = [];
    for (let e = last; e >= first; e -= every) found.unshift(Number(`1e${e}`));
    return found;
  };
  const above = high > 0 ? powers(high).filter(v => v >= low) : [];
  const below = low < 0 ? powers(-low).filter(v => -v <= high) : [];
  const ticks = [...below.map(v => -v).reverse(), ...(low <= 0 && high >= 0 ? [0] : []), ...above];
  return ticks.length < 2 ? niceTicks(low, high, most) : ticks;
}
