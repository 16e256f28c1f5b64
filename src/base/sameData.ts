/** Whether two plain values say the same: JSON and typed arrays; NaN equals NaN. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) return isSameArray(a, b);
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((part, i) => isSameData(part, b[i]))
    );
  const [before, now] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (before.size !== now.size) return false;
  return [...before].every(([key, part]) => now.has(key) && isSameData(part, now.get(key)));
}

function isSameArray(a: object, b: object): boolean {
  if (a.constructor !== b.constructor) return false;
  const [before, now] = [a, b] as [ArrayLike<unknown>, ArrayLike<unknown>];
  if (before.length !== now.length) return false;
  for (let i = 0; i < before.length; i++) if (!Object.is(before[i], now[i])) return false;
  return true;
}

/** The old value where the new one says the same, so that whoever compares by identity sees no change. */
export function keepOld<T>(old: T | undefined, now: T): T {
  return old !== undefined && isSameData(old, now) ? old : now;
}
