/**
 * `Promise.all` whose error is that of the first promise in the list which fails, not of whichever
 * fails first: the same broken folder gives the same message every time.
 */
export async function allInOrder<const T extends readonly unknown[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
