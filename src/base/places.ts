/**
 * Folders by the fewest last parts of their paths that tell them apart: `/a/one` and `/a/two` are `one`
 * and `two`, `/a/x` and `/b/x` are `a/x` and `b/x`.
 */
export function shortPlaces(folders: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...new Set(folders)].map(folder => ({
    folder,
    parts: folder.split(/[\\/]+/).filter(part => part !== ''),
  }));
  const ending = (parts: readonly string[], length: number) => parts.slice(-length).join('/');
  return new Map(
    all.map(({ folder, parts }) => {
      let length = 1;
      const isShared = () =>
        all.some(o => o.folder !== folder && ending(o.parts, length) === ending(parts, length));
      while (length < parts.length && isShared()) length++;
      return [folder, ending(parts, length)];
    }),
  );
}
