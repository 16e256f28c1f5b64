/**
 * Names of the layers of one list, e.g. `stage1.block2.conv1`: the prefix of their parameters.
 * `numbered`: `conv1` even where there is only one, because blocks of a network are compared by name.
 */
export function layerNames(
  prefix: string,
  kinds: readonly string[],
  numbered: boolean,
): readonly string[] {
  const counts = new Map<string, number>();
  return kinds.map(kind => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${prefix}.${kind}${numbered || count > 1 ? count : ''}`;
  });
}
