import { formatValue } from '../../base/index.ts';

/** A measured number in four digits: in a terminal there is no table beside it, and no crosshair, that has more. */
export function measuredText(value: number | null): string {
  return formatValue(value, 4);
}
