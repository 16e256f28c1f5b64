/** Numbers for people. A missing value is a dash. */
const missing = '-';

/** `172506` as `172,506`. */
export function formatCount(n: number): string {
  return Math.round(n)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Three significant digits with a word of the decimal system: `41.2 M`. */
export function formatShort(n: number): string {
  const units = ['', ' k', ' M', ' G', ' T'];
  let value = n;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 ? String(Math.round(value)) : value.toPrecision(3);
  return `${digits}${units[unit] ?? ''}`;
}

/** Up to four significant digits; large and small numbers in scientific form. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return missing;
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return size >= 1000 ? value.toFixed(0) : value.toPrecision(4);
}

/** A share from 0 to 1 as percent with two decimals: `0.9234` as `92.34 %`. */
export function formatShare(value: number | null | undefined): string {
  if (value === null || value === undefined) return missing;
  return Number.isFinite(value) ? `${(100 * value).toFixed(2)} %` : String(value);
}

/** Bytes in binary units: `1536` as `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** Seconds as `48 s`, `3:07` (minutes) or `2:03:07` (hours). */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return missing;
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (hours === 0) return `${minutes}:${two(total % 60)}`;
  return `${hours}:${two(minutes)}:${two(total % 60)}`;
}

/** `1 error`, `2 errors`. */
export function formatPlural(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`;
}
