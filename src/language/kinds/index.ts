import type { CellKind } from '../values.ts';
import type { KindDescriptor } from './kind.ts';
import { lesion } from './lesion.ts';
import { network } from './network/index.ts';
import { norms } from './norms.ts';
import { note } from './note.ts';
import { train } from './train/index.ts';

export type { KindDescriptor, ReferenceTo, Report, ValueOf } from './kind.ts';

/** A descriptor whose kind is only known at run time. */
export type AnyKind = KindDescriptor<CellKind, unknown>;

/** All kinds of cells, in the order in which documentation lists them. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map(
  [note, network, train, norms, lesion].map(d => [d.kind, d as unknown as AnyKind]),
);
