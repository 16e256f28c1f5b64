import type { CellKind } from '../values.ts';
import { compare } from './compare.ts';
import type { KindDescriptor } from './kind.ts';
import { lesion } from './lesion.ts';
import { levels } from './levels.ts';
import { network } from './network/index.ts';
import { norms } from './norms.ts';
import { note } from './note.ts';
import { paths } from './paths.ts';
import { train } from './train/index.ts';
import { warp } from './warp.ts';

export type { KindDescriptor, ReferenceTo, Report, ValueOf } from './kind.ts';

/** A descriptor whose kind is only known at run time. */
export type AnyKind = KindDescriptor<CellKind, unknown>;

/** All kinds of cells, in the order in which documentation lists them. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map(
  [note, network, train, norms, lesion, paths, levels, warp, compare].map(d => [
    d.kind,
    d as unknown as AnyKind,
  ]),
);

/** What kinds of cells were called, by earlier versions, and what they are called now. */
export const formerKinds: ReadonlyMap<string, CellKind> = new Map([['growth', 'levels']]);

/** Keys of kinds that cells of other kinds have too, those that tell least last. */
const sharedKeys = ['network', 'warp', 'norms'];

/** The kind of a cell with these keys: the first, or where that is none, the key that tells most. */
export function kindAmong(keys: readonly string[]): string | undefined {
  const [first = ''] = keys;
  if (kinds.has(first)) return first;
  const own = keys.find(key => kinds.has(key) && !sharedKeys.includes(key));
  return own ?? sharedKeys.find(key => key !== 'norms' && keys.includes(key));
}
