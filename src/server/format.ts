import type { NetworkSummary } from '../network/index.ts';

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

/** `ResNet-20 · 272,474 parameters · 40.8 M MACs`. */
export function formatNetwork(summary: NetworkSummary): string {
  return [
    summary.name ?? `depth ${summary.depth}`,
    `${formatCount(summary.trainableParameters)} parameters`,
    `${formatShort(summary.macs)} MACs`,
  ].join(' · ');
}
