import type { Memory } from '../types.ts';

const memoryKey = 'residualLab.slots';
/** Names that are kept, the latest. */
const mostNames = 2000;

/**
 * Which colours, dashes and markers things have that are shown together, in this order: no two the
 * same. A name keeps the slot that it was once given (kept in `memory`) unless another one before it
 * has that too; a new name gets the slot of the name it is `like`, if that is free, else the lowest.
 */
export function assignSlots(
  memory: Memory,
  names: readonly string[],
  like: (name: string) => string | null = () => null,
): number[] {
  const known = new Map(entriesOf(memory.get(memoryKey)));
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  const take = (name: string, slot: number | undefined): boolean => {
    if (slot === undefined || slots.has(name) || taken.has(slot)) return false;
    slots.set(name, slot);
    taken.add(slot);
    return true;
  };
  for (const name of names) take(name, known.get(name));
  const before = known.size;
  for (const name of names) {
    if (slots.has(name)) continue;
    const isTaken = take(name, known.get(like(name) ?? ''));
    for (let slot = 0; !isTaken && !take(name, slot);) slot += 1;
    if (!known.has(name)) known.set(name, slots.get(name) ?? 0);
  }
  if (known.size > before)
    void memory.update(memoryKey, Object.fromEntries([...known].slice(-mostNames)));
  return names.map(name => slots.get(name) ?? 0);
}

/** The name of a notebook's train cell, and that of a run. */
export function cellSlotName(notebook: string | null, cell: string): string {
  return `cell ${notebook ?? ''} ${cell}`;
}

export function runSlotName(id: string): string {
  return `run ${id}`;
}

function entriesOf(value: unknown): [string, number][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, number] => Number.isInteger(entry[1]) && entry[1] >= 0,
  );
}
