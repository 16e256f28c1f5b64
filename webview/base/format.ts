/** Numbers as views show them: see the rules of the visual design, "Type and numbers". */

const minus = '\u2212';
/** What is no number is not shown as one. */
const missing = '–';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Significant digits with trailing zeros, so that a changing number keeps its width: `0.0702`,
 * `1.50`, `7,330`; an exponent outside 0.001 to 99,999: `6.48 × 10³³`.
 */
export function formatValue(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return missing;
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const sign = value < 0 ? minus : '';
  const size = Math.abs(value);
  // Rounding may carry into the next decade: 99,999.6 is 100,000.
  const rounded = Number(size.toPrecision(digits));
  if (rounded >= 1e5 || size < 1e-3) {
    const [mantissa = '', exponent = '0'] = size.toExponential(digits - 1).split('e');
    return `${sign}${mantissa} × 10${superscript(Number(exponent))}`;
  }
  if (rounded >= 10 ** (digits - 1)) return sign + formatInteger(rounded);
  // A carry (9.996 to 10.0) is taken from the rounded number, else one digit too many shows.
  return sign + rounded.toPrecision(digits);
}

/** On an axis: up to three digits without trailing zeros, `10²⁹` for large powers. */
export function formatTick(value: number): string {
  const sign = value < 0 ? minus : '';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) {
    const [mantissa = '', exponent = '0'] = size.toExponential(2).split('e');
    const power = `10${superscript(Number(exponent))}`;
    return sign + (Number(mantissa) === 1 ? power : `${Number(mantissa)} × ${power}`);
  }
  return sign + (size >= 1000 ? formatInteger(size) : String(Number(size.toPrecision(3))));
}

/** Exact, with commas: `269,722`. */
export function formatInteger(value: number): string {
  const digits = Math.round(Math.abs(value))
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return value < 0 ? minus + digits : digits;
}

/** A share from 0 to 1: `43.0 %`. */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return missing;
  const text = Math.abs(100 * share).toFixed(1);
  return `${share < 0 && text !== '0.0' ? minus : ''}${text} %`;
}

/** A difference of shares with its sign, in points: `+26.8`. */
export function formatPoints(difference: number): string {
  return signed(100 * difference, v => v.toFixed(1));
}

/** A difference with its sign, in significant digits: `−0.0702`. */
export function formatDifference(difference: number, digits = 3): string {
  return signed(difference, v => formatValue(v, digits));
}

/** Counts of arithmetic: `40.6 M`, `1.25 G`. */
export function formatMillions(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)} G`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)} k` : String(count);
}

/** `48 s`, `1 min 07 s`, `2 h 03 min`. */
export function formatTime(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min ${two(total % 60)} s`;
  return `${Math.floor(total / 3600)} h ${two(Math.floor((total % 3600) / 60))} min`;
}

/** Time of day of an ISO time, in the reader's zone: `12:04`. */
export function formatClock(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** `½` for 0.5, `¼`, `⅛`, else a number: the step h of a block. */
export function formatStepSize(h: number): string {
  return { 0.5: '½', 0.25: '¼', 0.125: '⅛' }[h] ?? String(Number(h.toPrecision(3)));
}

function signed(value: number, format: (size: number) => string): string {
  if (Number.isNaN(value)) return missing;
  const text = format(Math.abs(value));
  if (Number(text) === 0) return text;
  return (value < 0 ? minus : '+') + text;
}

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map(d => superscripts[Number(d)] ?? '').join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}
