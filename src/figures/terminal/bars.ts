const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal bar of `value` on a scale from 0 to `max`, `width` characters at most; none where there is no value. */
export function renderBar(value: number, max: number, width: number, isUnicode = true): string {
  if (!Number.isFinite(value) || !(max > 0)) return '';
  const share = Math.max(0, Math.min(1, value / max));
  if (!isUnicode) return '#'.repeat(Math.round(share * width));
  const units = Math.round(share * width * 8);
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
}
