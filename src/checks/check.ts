import type { TextRange } from '../base/index.ts';
import {
  type Cell,
  type CellKind,
  type Diagnostic,
  type DiagnosticFix,
  type NetworkValue,
  type Notebook,
  type Path,
  type ValueOf,
  networkCellOf,
} from '../language/index.ts';
import { type NetworkPlan, planNetwork } from '../network/index.ts';
import type { World } from './world.ts';

/** What a check may look at besides its cell. */
export interface CheckContext {
  readonly notebook: Notebook;
  readonly world: World;
  /** The plan of a network, made once. */
  readonly plan: (value: NetworkValue) => NetworkPlan;
}

/** A cell of one kind whose value has been checked. */
export interface CheckedCell<K extends CellKind> {
  readonly cell: Cell;
  readonly value: ValueOf<K>;
}

export type Check<K extends CellKind> = (
  checked: CheckedCell<K>,
  context: CheckContext,
) => Iterable<Diagnostic>;

export function makeContext(notebook: Notebook, world: World): CheckContext {
  return { notebook, world, plan: planNetwork };
}

/** The place of a value, or of the nearest part around it that the text has. */
export function placeOf(cell: Cell, path: Path): TextRange {
  const preset = cell.positions.get(['preset'])?.value;
  return cell.positions.nearest(path)?.value ?? preset ?? cell.nameRange;
}

/** A repair of the value that the text has there; none where it has no such value. */
export function fixAt(cell: Cell, path: Path, text: string): DiagnosticFix | undefined {
  const range = cell.positions.get(path)?.value;
  return range && { text, range };
}

/** The checked network of a train cell; null if it is undefined or has errors. */
export function networkOf(
  { cell }: { readonly cell: Cell },
  { notebook }: CheckContext,
): CheckedCell<'network'> | null {
  const found = networkCellOf(notebook, cell);
  return found?.value?.kind === 'network' ? { cell: found, value: found.value.value } : null;
}

/** The checked training that is this cell; null if it is none or has errors. */
export function checkedTraining(found: Cell | null): CheckedCell<'train'> | null {
  return found?.value?.kind === 'train' ? { cell: found, value: found.value.value } : null;
}
