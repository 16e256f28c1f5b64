import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { Row, TableSchema } from '../../src/base/index.ts';
import { encodeBatch, encodeSchema, endOfStream } from '../../src/record/tables/index.ts';
import { python } from '../support/python.ts';

const schema: TableSchema = {
  table: 'mixed',
  columns: [
    { name: 'i', type: 'int32', nullable: true, unit: 'steps', definition: 'an integer' },
    { name: 'f', type: 'float32', nullable: true, unit: '', definition: 'a single' },
    { name: 'd', type: 'float64', nullable: false, unit: 's', definition: 'größer als 0' },
    { name: 't', type: 'utf8', nullable: true, unit: '', definition: 'a text' },
  ],
};

const batches: readonly (readonly Row[])[] = [
  [
    { i: -2147483648, f: 0.5, d: 1e300, t: 'ä €' },
    { i: null, f: null, d: -1.5, t: null },
  ],
  Array.from({ length: 20 }, (_, i) => ({
    i,
    f: i % 3 ? i : null,
    d: i / 7,
    t: i % 2 ? '' : null,
  })),
];

const program = `
import sys, json, pyarrow as pa
table = pa.ipc.open_stream(sys.stdin.buffer).read_all()
table.validate(full=True)
def text(metadata): return {k.decode(): v.decode() for k, v in metadata.items()}
print(json.dumps({
  'rows': table.to_pylist(),
  'types': [str(f.type) for f in table.schema],
  'nullable': [f.nullable for f in table.schema],
  'metadata': [text(f.metadata) for f in table.schema],
  'table': text(table.schema.metadata),
}))
`;

const interpreter = python('pyarrow');

it.skipIf(interpreter === undefined)(
  'pyarrow reads the same values, types, units and definitions (skipped where RESIDUAL_LAB_PYTHON, or python3, has no pyarrow)',
  () => {
    const parts = [encodeSchema(schema), ...batches.map(b => encodeBatch(schema, b)), endOfStream];
    const answer = spawnSync(interpreter ?? '', ['-c', program], { input: Buffer.concat(parts) });
    expect(answer.stderr.toString()).toBe('');
    expect(JSON.parse(answer.stdout.toString())).toEqual({
      rows: batches.flat(),
      types: ['int32', 'float', 'double', 'string'],
      nullable: [true, true, false, true],
      metadata: schema.columns.map(({ unit, definition }) => ({ unit, definition })),
      table: { table: 'mixed' },
    });
  },
);
