/** What a cell is recognised by after an edit. */
export interface KnownCell {
  readonly key: string;
  readonly kind: string | null;
  readonly name: string;
  readonly text: string;
  /** Not in the last text; it may come back by undo, or because somebody writes it anew. */
  readonly isGone: boolean;
}

type NewCell = Pick<KnownCell, 'kind' | 'name' | 'text'>;

/** Cells that are gone are remembered up to this many. */
const mostGone = 50;

/**
 * Gives the cells of a new text the keys that they had: first where the text is the same, wherever it
 * is now; then by kind and name; then by their place between cells that were recognised, where one
 * that was there a moment ago goes before one that was gone.
 */
export function cellKeys(
  old: readonly KnownCell[],
  cells: readonly NewCell[],
  freshKey: () => string,
): string[] {
  const keys: (string | undefined)[] = cells.map(() => undefined);
  const there = old.filter(cell => !cell.isGone);
  const free = new Set([...there, ...old]);
  const take = (i: number, found: KnownCell | undefined) => {
    if (found === undefined || keys[i] !== undefined) return;
    keys[i] = found.key;
    free.delete(found);
  };
  const byIdentity = (identity: (cell: NewCell) => string | null) => {
    const known = new Map<string, KnownCell[]>();
    for (const cell of free) {
      const id = identity(cell);
      if (id !== null) known.set(id, [...(known.get(id) ?? []), cell]);
    }
    cells.forEach((cell, i) => {
      const id = identity(cell);
      if (id !== null && keys[i] === undefined) take(i, known.get(id)?.shift());
    });
  };
  byIdentity(cell => `${cell.kind} ${cell.name} ${cell.text}`);
  byIdentity(cell => (cell.name === '' ? null : `${cell.kind} ${cell.name}`));
  byPlace(there, free, keys, take);
  byPlace(old, free, keys, take);
  return keys.map(key => key ?? freshKey());
}

/** What is known after a text: its cells, and those that are gone behind the cell that they followed. */
export function knownAfter(
  old: readonly KnownCell[],
  cells: readonly Omit<KnownCell, 'isGone'>[],
): KnownCell[] {
  const keys = new Set(cells.map(cell => cell.key));
  const goneBehind = new Map<string | null, KnownCell[]>();
  let [behind, left]: [string | null, number] = [null, mostGone];
  for (const cell of old)
    if (keys.has(cell.key)) behind = cell.key;
    else if (left-- > 0)
      goneBehind.set(behind, [...(goneBehind.get(behind) ?? []), { ...cell, isGone: true }]);
  return [
    ...(goneBehind.get(null) ?? []),
    ...cells.flatMap(cell => [{ ...cell, isGone: false }, ...(goneBehind.get(cell.key) ?? [])]),
  ];
}

function byPlace(
  old: readonly KnownCell[],
  free: ReadonlySet<KnownCell>,
  keys: readonly (string | undefined)[],
  take: (i: number, found: KnownCell | undefined) => void,
): void {
  const place = new Map(old.map((cell, i) => [cell.key, i]));
  let before = -1;
  keys.forEach((key, i) => {
    if (key !== undefined) {
      before = place.get(key) ?? before;
      return;
    }
    const candidate = old[before + 1];
    if (candidate === undefined || !free.has(candidate)) return;
    take(i, candidate);
    before++;
  });
}
