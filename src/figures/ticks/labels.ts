import { formatTickIn } from '../../base/index.ts';
import { unitFactor } from '../shown.ts';
import type { NumberFormat } from '../spec.ts';

/**
 * How the ticks of one axis read: as exactly as it takes to tell the value to a thousandth of the distance of two of
 * them. With `isEven` all have as many decimals as the finest; zero is `0`.
 */
export function tickLabels(
  ticks: readonly number[],
  format: NumberFormat = 'value',
  isEven = true,
): string[] {
  const times = unitFactor(format);
  const values = ticks.map(t => Number((t * times).toPrecision(12)));
  const digits = digitsFor(values);
  const plain = values.map(v => formatTickIn(v, digits));
  const isSigned = format === 'points' || format === 'difference';
  const labels = isEven ? withDecimals(values, plain) : plain;
  return labels.map((label, i) => (isSigned && (values[i] ?? 0) > 0 ? `+${label}` : label));
}

/** The fewest digits, three at least, that tell each value from its neighbours and are near to it. */
function digitsFor(values: readonly number[]): number {
  for (let digits = 3; digits < 12; digits++) {
    const isNear = values.every((value, i) => {
      const gaps = [values[i - 1], values[i + 1]].map(v => Math.abs((v ?? NaN) - value));
      const step = Math.min(...gaps.filter(gap => !Number.isNaN(gap)), Math.abs(value));
      const shown = Number(value.toPrecision(Math.max(digits, wholeDigits(value))));
      return value === 0 || Math.abs(shown - value) <= step * 1e-3;
    });
    if (isNear) return digits;
  }
  return 12;
}

/** Digits before the point that a label has without an exponent. */
function wholeDigits(value: number): number {
  const size = Math.abs(value);
  return size >= 1000 && size < 1e5 ? Math.floor(Math.log10(size)) + 1 : 1;
}

function withDecimals(values: readonly number[], plain: readonly string[]): readonly string[] {
  if (plain.some(p => p.includes('10⁻') || p.includes('×'))) return plain;
  const decimals = Math.max(...plain.map(p => p.split('.')[1]?.length ?? 0));
  if (decimals === 0) return plain;
  return plain.map((label, i) => {
    if (values[i] === 0) return label;
    const [whole = '', part = ''] = label.split('.');
    return `${whole}.${part.padEnd(decimals, '0')}`;
  });
}
