import type { ListedTable, Table, Values } from '../../figures/index.ts';

export interface NamedTable {
  readonly listed: ListedTable;
  readonly table: Table;
}

export type Column = ListedTable['columns'][number] & {
  readonly values: Values;
  /** Shown only where one of the rows has something there. */
  readonly isRare?: boolean;
};

/** A table that is listed as such, with columns that are shown only where they say something. */
export function tableOf(
  title: string,
  data: string,
  columns: readonly Column[],
  slots?: readonly number[],
): NamedTable {
  const shown = columns.filter(({ values, isRare }) => isRare !== true || hasSome(values));
  const rows = columns[0]?.values.length ?? 0;
  return {
    listed: { title, data, columns: shown.map(({ values: _, isRare: __, ...column }) => column) },
    table: {
      rows,
      columns: {
        ...Object.fromEntries(columns.map(({ column, values }) => [column, values])),
        ...(slots === undefined ? {} : { slot: Int32Array.from(slots) }),
      },
    },
  };
}

function hasSome(values: Values): boolean {
  return Array.from<string | number>(values).some(value =>
    typeof value === 'string' ? value !== '' : !Number.isNaN(value),
  );
}
