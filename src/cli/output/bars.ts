const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal bar of `value` on a scale from 0 to `max`, `width` characters at most. */
export function renderBar(value: number | null, max: number, width: number): string {
  if (value === null || !Number.isFinite(value) || !(max > 0)) return '';
  const units = Math.round(Math.max(0, Math.min(1, value / max)) * width * 8);
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
}
