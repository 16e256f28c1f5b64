/**
 * Whether the vectors and strings in the metadata of an Arrow message lie within it. The flatbuffers
 * library believes every count it reads, so one wrong byte keeps a reader busy for minutes.
 * Tables of ours are flat: a field has no children and nothing is a dictionary.
 * Sources: FlatBuffers "Internals"; Arrow's `Message.fbs` and `Schema.fbs` (field numbers below).
 */
export function isSound(metadata: Uint8Array): boolean {
  const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  try {
    const message = view.getUint32(0, true);
    const header = child(view, message, 2);
    const kind = field(view, message, 1);
    if (header === undefined || kind === undefined) return false;
    if (!pairsFit(view, message, 4)) return false;
    switch (view.getUint8(kind)) {
      case schemaHeader:
        return schemaFits(view, header);
      case batchHeader:
        return [1, 2].every(f => elements(view, header, f, 16).fits) && !has(view, header, 3, 4);
      default:
        return false;
    }
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const schemaHeader = 1;
const batchHeader = 3;
const mostColumns = 1000;
const mostPairs = 100;

function schemaFits(view: DataView, schema: number): boolean {
  const fields = elements(view, schema, 1, 4);
  if (!fields.fits || fields.count > mostColumns || !pairsFit(view, schema, 2)) return false;
  return tables(view, fields).every(
    f =>
      stringFits(view, f, 0) &&
      pairsFit(view, f, 6) &&
      elements(view, f, 5, 4).count === 0 &&
      !has(view, f, 4),
  );
}

/** A vector of KeyValue tables. */
function pairsFit(view: DataView, table: number, number: number): boolean {
  const pairs = elements(view, table, number, 4);
  if (!pairs.fits || pairs.count > mostPairs) return false;
  return tables(view, pairs).every(p => stringFits(view, p, 0) && stringFits(view, p, 1));
}

function stringFits(view: DataView, table: number, number: number): boolean {
  return elements(view, table, number, 1).fits;
}

interface Elements {
  readonly start: number;
  readonly count: number;
  readonly fits: boolean;
}

/** The vector that a field of a table points to; an absent one is empty. */
function elements(view: DataView, table: number, number: number, size: number): Elements {
  const at = child(view, table, number);
  if (at === undefined) return { start: 0, count: 0, fits: true };
  const count = view.getUint32(at, true);
  return { start: at + 4, count, fits: at + 4 + count * size <= view.byteLength };
}

function tables(view: DataView, { start, count }: Elements): number[] {
  return Array.from({ length: count }, (_, i) => {
    const at = start + 4 * i;
    return at + view.getUint32(at, true);
  });
}

function has(view: DataView, table: number, ...numbers: readonly number[]): boolean {
  return numbers.some(n => field(view, table, n) !== undefined);
}

/** Position that a field of a table points to. */
function child(view: DataView, table: number, number: number): number | undefined {
  const at = field(view, table, number);
  return at === undefined ? undefined : at + view.getUint32(at, true);
}

/** Position of a field of a table, by way of its vtable; undefined: absent. */
function field(view: DataView, table: number, number: number): number | undefined {
  const vtable = table - view.getInt32(table, true);
  const entry = 4 + 2 * number;
  if (entry >= view.getUint16(vtable, true)) return undefined;
  const offset = view.getUint16(vtable + entry, true);
  return offset === 0 ? undefined : table + offset;
}
