interface Hunk {
  /** Line of the old file where it begins, from 0. */
  readonly start: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The files that a unified diff changes, by path below its `a/` and `b/`, as they are after it.
 * Every line of context has to be where the diff says, so what it does not fit is never changed.
 *
 * @param read gives the text of a file, undefined where there is none.
 * @throws Error naming the first place that the diff does not fit.
 */
export function applyPatch(
  patch: string,
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const section of patch.split(/^(?=--- )/m).filter(s => s.startsWith('--- '))) {
    const path = /^--- a\/(.+)\n\+\+\+ b\/\1\n/.exec(section)?.[1];
    if (path === undefined) throw new Error(`not a change of one file: ${firstLine(section)}`);
    const text = read(path);
    if (text === undefined) throw new Error(`there is no ${path}`);
    changed.set(path, changeFile(path, text.split('\n'), hunksOf(section)).join('\n'));
  }
  return changed;
}

function hunksOf(section: string): readonly Hunk[] {
  return section.split(/^(?=@@ )/m).flatMap((part, i) => {
    if (i === 0) return [];
    const start = Number(/^@@ -(\d+)/.exec(part)?.[1]) - 1;
    const lines = part.split('\n').slice(1);
    const keep = (signs: string) =>
      lines.filter(line => line !== '' && signs.includes(line.charAt(0))).map(l => l.slice(1));
    return [{ start, before: keep(' -'), after: keep(' +') }];
  });
}

function changeFile(path: string, lines: readonly string[], hunks: readonly Hunk[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const { start, before, after } of hunks) {
    const wrong = before.findIndex((line, i) => lines[start + i] !== line);
    if (wrong >= 0 || start < at) throw new Error(`line ${start + wrong + 1} of ${path} differs`);
    result.push(...lines.slice(at, start), ...after);
    at = start + before.length;
  }
  return [...result, ...lines.slice(at)];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
