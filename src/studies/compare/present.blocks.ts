import type { BlockRow, Figure, Series, Table } from '../../figures/index.ts';
import { onBlocks, tableOf } from '../../figures/index.ts';
import {
  againstOf,
  blocksOf,
  having,
  isDifference,
  valueAt,
  type ComparedGroup,
  type Quantity,
} from './present.quantities.ts';

interface Drawn {
  readonly figures: readonly Figure[];
  readonly tables: Readonly<Record<string, Table>>;
}

/** Each quantity of all that have it, and below it the others against the first, at the same conceptual time. */
export function blockPanels(
  row: BlockRow,
  groups: readonly ComparedGroup[],
  quantities: readonly Quantity[],
): Drawn {
  const drawn = quantities.flatMap(quantity => {
    const own = having(groups, quantity);
    if (own.length === 0) return [];
    return own.length === 1
      ? [overlay(row, own, quantity)]
      : [overlay(row, own, quantity), against(row, own, quantity)];
  });
  return {
    figures: drawn.flatMap(({ figures }) => figures),
    tables: Object.fromEntries(drawn.flatMap(({ tables }) => Object.entries(tables))),
  };
}

const xAxis = (row: BlockRow) =>
  ({ title: 'block', scale: 'block', format: 'count', blocks: row.axis }) as const;

/** One quantity of all, over the blocks of the deepest. */
function overlay(row: BlockRow, groups: readonly ComparedGroup[], quantity: Quantity): Drawn {
  const { id, title, unit, format } = quantity;
  const isCost = isDifference(quantity);
  const lines = groups.map((group, i) => lineOf(row, group, quantity, i));
  const figure: Figure = {
    id,
    title,
    unit,
    label: `${title} by block, ${namesOf(groups)}`,
    height: 140,
    x: xAxis(row),
    y: isCost
      ? { title: '', scale: 'linear', format, include: [0, 0.01] }
      : { title: '', scale: 'log', format, most: 3 },
    series: [...lines.map(({ group, series }) => seriesOf(group, series)), ...ruleSeries],
    marks: [
      ...(id === 'residual' ? [] : [{ mark: 'rule', series: 'rule', y: isCost ? 0 : 1 } as const]),
      ...lines.flatMap(({ data, series, low, high }) =>
        low === null || high === null
          ? []
          : [{ mark: 'band', data, series, x: 'x', low, high } as const],
      ),
      ...lines.map(({ data, series, y }) => ({ mark: 'line', data, series, x: 'x', y }) as const),
    ],
    group: 'blocks',
    isHeaded: true,
    readout: {
      values: lines.map(({ data, y }) => ({ data, x: 'x', y, format })),
      place: 'block',
    },
    shown: {
      data: id,
      columns: [
        { column: 'block', head: 'block' },
        ...lines.flatMap(({ group, data, y }) =>
          data === id ? [{ column: y, head: group.name, format }] : [],
        ),
      ],
    },
    fileName: `comparison ${id}`,
  };
  const shared = lines.filter(({ data }) => data === id);
  return {
    figures: [figure],
    tables: {
      ...Object.fromEntries(lines.map(({ data, columns }) => [data, tableOf(columns)])),
      // Groups of one shape share rows.
      [id]: tableOf(Object.assign({}, ...shared.map(({ columns }) => columns)) as Columns),
    },
  };
}

type Columns = Readonly<Record<string, readonly number[] | readonly string[]>>;

/**
 * A group where the blocks of the deepest stand at the same time, in a table of its own where it has other blocks. A row without a
 * name is where the line breaks.
 */
function lineOf(row: BlockRow, group: ComparedGroup, { id }: Quantity, i: number) {
  const found = group.values.get(id);
  const own = found?.own ?? row;
  const [y, series] = [`y ${i}`, `run ${i}`];
  const low = found?.low == null ? null : `low ${i}`;
  const high = found?.high == null ? null : `high ${i}`;
  const column = (list: ArrayLike<number>) => onBlocks(row, list, own).map(point => point.y);
  const points = onBlocks(row, blocksOf(own), own);
  const columns: Columns = {
    block: points.map(point => (Number.isNaN(point.y) ? '' : own.nameOf(point.y))),
    x: points.map(({ x }) => x),
    [y]: column(found?.values ?? []),
    ...(low === null ? {} : { [low]: column(found?.low ?? []) }),
    ...(high === null ? {} : { [high]: column(found?.high ?? []) }),
  };
  return { group, series, data: own.equals(row) ? id : `${id} of ${i}`, y, low, high, columns };
}

/** The others minus the first, or over it, as stems from where they are equal. */
function against(row: BlockRow, groups: readonly ComparedGroup[], quantity: Quantity): Drawn {
  const [first, ...others] = groups;
  if (first === undefined) return { figures: [], tables: {} };
  const { id, format } = quantity;
  const isCost = isDifference(quantity);
  const equal = isCost ? 0 : 1;
  const data = `${id} against`;
  const of = (group: ComparedGroup) =>
    blocksOf(row).map(block =>
      againstOf(
        quantity,
        valueAt(row, group, quantity, block),
        valueAt(row, first, quantity, block),
      ),
    );
  const title = againstTitle(quantity, first, others);
  const figure: Figure = {
    id: data,
    title,
    unit: isCost ? 'points' : 'log',
    label: `${title} by block, ${namesOf(groups)}`,
    height: 96,
    x: xAxis(row),
    y: isCost
      ? { title: '', scale: 'linear', format, isSymmetric: true, least: 0.02 }
      : { title: '', scale: 'log', format, isSymmetric: true, least: 1.9, most: 4 },
    series: [...others.map((group, i) => seriesOf(group, `against ${i}`)), ...ruleSeries],
    marks: [
      { mark: 'rule', series: 'rule', y: equal },
      ...others.map(
        (_, i) =>
          ({
            mark: 'stem',
            data,
            series: `against ${i}`,
            x: 'x',
            y: `y ${i}`,
            from: equal,
          }) as const,
      ),
      ...others.map(
        (_, i) => ({ mark: 'point', data, series: `against ${i}`, x: 'x', y: `y ${i}` }) as const,
      ),
    ],
    group: 'blocks',
    readout: {
      values: others.map((_, i) => ({ data, x: 'x', y: `y ${i}`, format })),
      place: 'block',
    },
    shown: {
      data,
      columns: [
        { column: 'block', head: 'block' },
        ...others.map(({ name }, i) => ({ column: `y ${i}`, head: name, format })),
      ],
    },
    fileName: `comparison ${id} ${isCost ? 'difference' : 'quotient'}`,
  };
  return {
    figures: [figure],
    tables: {
      [data]: tableOf({
        block: blocksOf(row).map(block => row.nameOf(block)),
        x: blocksOf(row).map(block => block + 0.5),
        ...Object.fromEntries(others.map((group, i) => [`y ${i}`, of(group)])),
      }),
    },
  };
}

function againstTitle(
  quantity: Quantity,
  first: ComparedGroup,
  others: readonly ComparedGroup[],
): string {
  const isCost = isDifference(quantity);
  const name = isCost
    ? quantity.short.charAt(0).toUpperCase() + quantity.short.slice(1)
    : quantity.title;
  const [second, ...more] = others;
  return second !== undefined && more.length === 0
    ? `${name}, ${second.name} ${isCost ? '−' : '/'} ${first.name}`
    : `${name}, ${isCost ? 'minus' : 'over'} ${first.name}`;
}

function seriesOf({ id, name, slot }: ComparedGroup, series: string): Series {
  return { id: series, label: name, slot, look: 'main', legend: id };
}

const ruleSeries: readonly Series[] = [
  { id: 'rule', label: '', slot: null, look: 'line', legend: null },
];

const namesOf = (groups: readonly ComparedGroup[]) => groups.map(({ name }) => name).join(' and ');
