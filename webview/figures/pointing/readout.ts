import {
  readingOf,
  readingsAt,
  type Reading,
  type ReadValue,
  type Tables,
} from '../../../src/figures/index.ts';
import { isHidden, seriesOf, type Shown } from './shown.ts';

/** What a caption says: words and **values** in turn, `['2.4 ', '51.7', ' · theory ', '56.0']`. */
export type Parts = readonly string[];

/** Where a value is read: at a place of x (null: the last one), or off a row of its table. */
export type ReadAt = number | null | { readonly row: number };

/** The values of a figure's readout; empty where it says none. `place` names where they are. */
export function readoutParts(
  shown: Shown,
  at: (value: ReadValue) => ReadAt,
  place: (value: ReadValue, reading: Reading) => string,
): Parts {
  const { readout } = shown.figure;
  const parts: string[] = [];
  for (const value of readout?.values ?? []) {
    const series = seriesOf(shown, value);
    if (series !== undefined && isHidden(series, shown.hiddenRows)) continue;
    const reading = read(shown.tables, value, at(value));
    if (reading === null) continue;
    const label = value.label === undefined ? '' : `${value.label} `;
    const isFirst = parts.length === 0;
    const name = isFirst ? nameOf(shown, value, reading, place) : '';
    parts.push(isFirst ? name + label : ` · ${label}`, reading.text);
  }
  return parts;
}

function read(tables: Tables, value: ReadValue, at: ReadAt): Reading | null {
  if (at === null || typeof at === 'number') return readingOf(tables, value, at);
  return readingsAt(tables, value, [at.row]);
}

/** As the table says it, else as the axis does. */
function nameOf(
  { figure, tables }: Shown,
  value: ReadValue,
  reading: Reading,
  place: (value: ReadValue, reading: Reading) => string,
): string {
  const { place: column, saysPlace } = figure.readout ?? {};
  const said =
    column === undefined ? undefined : tables[value.data]?.columns[column]?.[reading.row];
  const name = typeof said === 'string' ? said : saysPlace ? place(value, reading) : '';
  return name === '' ? '' : `${name} `;
}
