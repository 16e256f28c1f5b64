/** Round numbers between `low` and `high`, about `most` of them: steps of 1, 2, 2.5 or 5 × 10ⁿ. */
export function niceTicks(low: number, high: number, most = 4): number[] {
  const step = niceStep(low, high, most);
  if (step === 0) return [low];
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let i = first; i * step <= high + step * 1e-6; i++) ticks.push(whole(i, step));
  return ticks;
}

/** The range widened to whole steps, so that the outermost ticks stand at its ends. */
export function niceRange(low: number, high: number, most = 4): [number, number] {
  if (!isRange(low, high)) return aroundOne(low);
  let range: [number, number] = [low, high];
  // A wider range may have wider steps, which widen it again.
  for (let i = 0; i < 3; i++) {
    const step = niceStep(...range, most);
    if (step === 0) break;
    range = [
      whole(Math.floor(low / step + 1e-9), step),
      whole(Math.ceil(high / step - 1e-9), step),
    ];
  }
  return range;
}

/** Whether two ends are apart by more than rounding. */
export function isRange(low: number, high: number): boolean {
  const size = Math.max(Math.abs(low), Math.abs(high));
  return high / 2 - low / 2 > size * 1e-10 && size > 1e-290;
}

/** A range around a value that is alone. */
function aroundOne(value: number): [number, number] {
  const air = Math.abs(value) > 1e-290 ? Math.abs(value) / 10 : 0.1;
  return [value - air, value + air];
}

function niceStep(low: number, high: number, most: number): number {
  const raw = high / most - low / most;
  if (!(raw > 0) || !Number.isFinite(raw)) return 0;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5].find(m => m * power >= raw * (1 - 1e-9)) ?? 10;
  return factor * power;
}

const whole = (count: number, step: number) => Number((count * step).toPrecision(12));
