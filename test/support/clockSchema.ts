import type { TableSchema } from '../../src/base/index.ts';

/** A table whose rows say when they were appended. */
export const clockSchema: TableSchema = {
  table: 'clock',
  columns: [
    { name: 'step', type: 'int32', nullable: false, unit: 'steps', definition: 'rows before' },
    { name: 'time', type: 'float64', nullable: false, unit: 'ms', definition: 'time of appending' },
  ],
};

export const textSchema: TableSchema = {
  table: 'text',
  columns: [
    { name: 'step', type: 'int32', nullable: false, unit: 'steps', definition: 'rows before' },
    { name: 'text', type: 'utf8', nullable: true, unit: '', definition: 'letters' },
  ],
};
