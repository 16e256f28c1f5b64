import { type SchemaNode, schemasIn } from '../../schema/index.ts';
import type { Path } from '../positions.ts';
import type { CellKind } from '../values.ts';
import { studies } from '../studies.ts';
import type { KindDescriptor } from './kind.ts';
import { network } from './network/index.ts';
import { note } from './note.ts';
import { studyKind } from './study.ts';
import { train } from './train/index.ts';

export type { KindDescriptor, ReferenceTo, Report, ValueOf } from './kind.ts';

/** A descriptor whose kind is only known at run time. */
export type AnyKind = KindDescriptor<CellKind, unknown>;

/** All kinds of cells, in the order in which documentation lists them. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map(
  [note, network, train, ...studies.map(studyKind)].map(d => [d.kind, d as unknown as AnyKind]),
);

/** What kinds of cells were called, by earlier versions, and what they are called now. */
export const formerKinds: ReadonlyMap<string, CellKind> = new Map(
  studies.flatMap(({ kind, formerly = [] }) =>
    formerly.map(former => [former, kind as CellKind] as const),
  ),
);

/** Kinds whose name is a key of cells of other kinds, too: `network` of a training. */
const shared = new Set(
  [...kinds.keys()].filter(kind => [...kinds.values()].some(other => keysOf(other).includes(kind))),
);

/**
 * The kind of a cell with these keys: the first, or where that is none, the key that tells it. A key that is shared
 * tells it where the first fits that kind.
 */
export function kindAmong(keys: readonly string[]): string | undefined {
  const [first = ''] = keys;
  if (kinds.has(first)) return first;
  const own = keys.find(key => kinds.has(key) && !shared.has(key));
  return own ?? keys.find(key => shared.has(key) && keysOf(kinds.get(key)).includes(first));
}

/** The keys of a kind besides the first. */
export function keysOf(kind: Pick<AnyKind, 'schema'> | undefined): readonly string[] {
  const { properties = {} } = (kind?.schema ?? {}) as { readonly properties?: object };
  return Object.keys(properties);
}

/** The schemas of what may stand at a path of a cell, one for each way to write what is around it. */
export function schemasAt(kind: string, path: Path): readonly SchemaNode[] {
  const schema = kinds.get(kind)?.schema;
  return schema === undefined ? [] : schemasIn(schema, path);
}
