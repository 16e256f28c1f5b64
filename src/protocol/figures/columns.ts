import type { Table, Values } from '../../figures/index.ts';
import { count, fits, guarded, recordOf, shape, type Schema } from '../../untrusted/index.ts';

/** Numbers arrive as arrays of their type. */
export const steps: Schema<Int32Array> = guarded(value =>
  value instanceof Int32Array ? null : 'a list of steps',
);

const values: Schema<Values> = guarded(value => (isValues(value) ? null : 'a column'));

function isValues(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(text => typeof text === 'string');
  return (
    value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array
  );
}

const columns = shape({ rows: count, columns: recordOf(values) });

/** Columns of one length. */
export const table: Schema<Table> = guarded(value =>
  fits(columns, value) && Object.values(value.columns).every(({ length }) => length === value.rows)
    ? null
    : 'a table with columns of one length',
);
