import {
  decimalsApart,
  formatCount,
  formatShare,
  formatValue,
  printable,
  type Row,
} from '../../base/index.ts';
import { measuredText } from '../output/measured.ts';

/**
 * A row of events.arrows in a line for people; null where other lines say it: a stop and a divergence are the ending.
 */
export function happeningText(row: Row): string | null {
  const at = `step ${formatCount(Number(row['step']))}`;
  switch (String(row['kind'])) {
    case 'growth':
      return `${at}: grew from ${change(row, 'blocks', formatCount)} blocks, h ${change(row, 'h', String)}${jump(row)}`;
    case 'restart':
      return `${at}: the rate starts again, ${change(row, 'rate', rate => formatValue(rate))}`;
    case 'resume':
      return `${at}: goes on from ${printable(String(row['text'] ?? 'another run'))}`;
    default:
      return null;
  }
}

function jump(row: Row): string {
  if (typeof row['test_loss_before'] !== 'number') return '';
  const shares = ['before', 'after'].map(when => Number(row[`test_accuracy_${when}`]));
  const decimals = decimalsApart(...shares);
  const accuracy = change(row, 'test_accuracy', share => formatShare(share, decimals));
  return `; test loss ${change(row, 'test_loss', measuredText)}, accuracy ${accuracy}`;
}

function change(row: Row, name: string, text: (value: number) => string): string {
  const [before, after] = ['before', 'after'].map(when => {
    const value = row[`${name}_${when}`];
    return typeof value === 'number' ? text(value) : '?';
  });
  return `${before} → ${after}`;
}
