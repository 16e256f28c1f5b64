/**
 * Numbers, shares and times as people read them, the same in the editor, on a page and in a terminal.
 * What is not known is a dash.
 */

const minus = '\u2212';
const missing = '–';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

type Known = number | null | undefined;

/** Made when the first number is shown: it takes milliseconds, which the editor's start need not wait for. */
let whole: Intl.NumberFormat | undefined;

/** Exact, with commas: `269,722`. */
export function formatCount(n: number): string {
  whole ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  return whole.format(Math.round(n) || 0).replace('-', minus);
}

/** `1 error`, `2 errors`. */
export function formatPlural(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** A large count in three significant digits: `41.2 M`, `1.25 G`. */
export function formatShort(n: number): string {
  return scaled(n, 1000, ['', ' k', ' M', ' G', ' T']);
}

/**
 * A measured number in significant digits with trailing zeros, so that one that changes keeps its width: `0.0702`,
 * `1.50`, `7,330`; with an exponent outside 0.001 to 99,999: `6.48 × 10³³`.
 */
export function formatValue(value: Known, digits = 3): string {
  if (isMissing(value)) return missing;
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
  if (rounded >= 10 ** (digits - 1)) return sign + formatCount(rounded);
  // A carry (9.996 to 10.0) is taken from the rounded number, else one digit too many shows.
  return sign + rounded.toPrecision(digits);
}

/** A difference of measured numbers with its sign: `−0.0702`. */
export function formatDifference(difference: number, digits = 3): string {
  return signed(difference, v => formatValue(v, digits));
}

/** A share from 0 to 1 as percent: `43.0 %`. */
export function formatShare(share: Known, decimals = 1): string {
  return isMissing(share) ? missing : `${formatPoints(share, decimals).replace('+', '')} %`;
}

/** A mean share and how far it spreads: `93.4 ± 0.2 %`, with further decimals where the spread would read as none. */
export function formatSpread(mean: number, spread: number): string {
  const decimals = decimalsApart(spread, 0);
  return `${formatShare(mean, decimals).replace(' %', '')} ± ${formatShare(spread, decimals)}`;
}

/**
 * A difference of shares with its sign, in points of a percent: `+26.8`; with further decimals where it would read as
 * none: `+0.04`.
 */
export function formatPoints(difference: number, decimals = decimalsApart(difference, 0)): string {
  return signed(100 * difference, v => v.toFixed(decimals));
}

/**
 * Decimals of a percent with which shares beside each other read differently where they differ: one, else two or three.
 * Nearer than that (one in 60,000 examples is 0.0017 points) is rounding.
 */
export function decimalsApart(...shares: readonly number[]): number {
  const distinct = (decimals: number) =>
    new Set(shares.map(share => Number((100 * share).toFixed(decimals)))).size;
  return [1, 2].find(decimals => distinct(decimals) === distinct(3)) ?? 3;
}

/** On an axis: up to three digits without trailing zeros, `10²⁹` for large powers. */
export function formatTick(value: number): string {
  return formatTickIn(value, 3);
}

/** The same in up to so many digits; those before the point are all there. */
export function formatTickIn(value: number, digits: number): string {
  if (!Number.isFinite(value)) return formatValue(value);
  const sign = value < 0 ? minus : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}∞`;
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) {
    const [mantissa = '', exponent = '0'] = size.toExponential(digits - 1).split('e');
    const power = `10${superscript(Number(exponent))}`;
    return sign + (Number(mantissa) === 1 ? power : `${Number(mantissa)} × ${power}`);
  }
  if (size < 1000) return sign + String(Number(size.toPrecision(digits)));
  const [whole = '', part] = String(Number(size.toPrecision(Math.max(5, digits)))).split('.');
  // A digit behind the point only where it was asked for: 1,234.5 has five.
  if (part === undefined || digits < 5) return sign + formatCount(size);
  return `${sign}${formatCount(Number(whole))}.${part}`;
}

/** `½` for 0.5, `¼`, `⅛`, else a number: the step h of a block. */
export function formatStepSize(h: number): string {
  return { 0.5: '½', 0.25: '¼', 0.125: '⅛' }[h] ?? String(Number(h.toPrecision(3)));
}

/** Bytes of memory in three digits of binary units: `412 MiB`, `1.25 GiB`. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB']);
}

/** Bytes of a file or a download in powers of ten, as disks and download pages count them: `274 MB`. */
export function formatFileSize(bytes: number): string {
  return scaled(bytes, 1000, [' B', ' kB', ' MB', ' GB', ' TB']);
}

/** Seconds as `48 s`, `1 min 07 s`, `2 h 03 min` or `3 d 04 h`. */
export function formatDuration(seconds: Known): string {
  if (isMissing(seconds) || !Number.isFinite(seconds)) return missing;
  const total = Math.max(0, Math.round(seconds));
  const two = (n: number) => twoDigits(Math.floor(n));
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min ${two(total % 60)} s`;
  if (total < 86_400) return `${Math.floor(total / 3600)} h ${two((total % 3600) / 60)} min`;
  return `${Math.floor(total / 86_400)} d ${two((total % 86_400) / 3600)} h`;
}

/** An ISO time in the zone of who reads it: `14:02`, with the date in front where it is not today's. */
export function formatClock(time: string, now = new Date()): string {
  if (Number.isNaN(Date.parse(time))) return 'an unknown time';
  const day = formatDay(time);
  const hours = formatTimeOfDay(time);
  return day === formatDay(now.toISOString()) ? hours : `${day} ${hours}`;
}

/** The day of an ISO time in the zone of who reads it: `2026-07-26`. */
export function formatDay(time: string): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The time of that day: `14:02`. */
export function formatTimeOfDay(time: string): string {
  const date = new Date(time);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** In the largest unit that gives one or more; only the first is counted exactly. */
function scaled(value: number, step: number, units: readonly string[]): string {
  // What rounding takes to 1000 or 1024 is one of the next unit.
  let [size, unit] = [value, 0];
  for (; size >= step - 0.5 && unit < units.length - 1; unit++) size /= step;
  const decimals = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return `${size.toFixed(decimals)}${units[unit] ?? ''}`;
}

function isMissing(value: Known): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

function signed(value: number, format: (size: number) => string): string {
  if (Number.isNaN(value)) return missing;
  const text = format(Math.abs(value));
  if (Number(text) === 0) return text;
  return (value < 0 ? minus : '+') + text;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map(d => superscripts[Number(d)] ?? '').join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}
