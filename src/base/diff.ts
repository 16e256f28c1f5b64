/** `from` to `to` of the old text became `insert`. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** More differing lines than this are not matched one by one: one change replaces them. */
const mostLines = 1500;

/**
 * What changed from one text to another, in order and line by line, so that what stayed the same
 * between two changes stays untouched. Within changed lines only the differing middle is replaced.
 */
export function diffTexts(old: string, now: string): TextChange[] {
  if (old === now) return [];
  const a = linesOf(old);
  const b = linesOf(now);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const start = a.slice(0, head).reduce((sum, line) => sum + line.length, 0);
  const changes: TextChange[] = [];
  for (const hunk of hunksOf(middleA, middleB)) {
    const from = start + hunk.offset;
    const change = trimmed(from, hunk.removed, hunk.added);
    if (change !== null) changes.push(change);
  }
  return changes;
}

/** Lines with the break that ends them. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Hunk {
  readonly offset: number;
  readonly removed: string;
  readonly added: string;
}

function hunksOf(a: readonly string[], b: readonly string[]): Hunk[] {
  const pairs = Math.max(a.length, b.length) > mostLines ? [] : [...commonLines(a, b)];
  const hunks: Hunk[] = [];
  let [i, j, offset] = [0, 0, 0];
  for (const [nextI, nextJ] of [...pairs, [a.length, b.length] as const]) {
    const removed = a.slice(i, nextI).join('');
    const added = b.slice(j, nextJ).join('');
    if (removed !== '' || added !== '') hunks.push({ offset, removed, added });
    offset += removed.length + (a[nextI]?.length ?? 0);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return hunks;
}

/** Pairs of lines of a longest common subsequence. */
function commonLines(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  // Entry (i, j): how many lines the rests from i and j have in common.
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}

/** Without what both sides begin and end with. Never cuts a pair of surrogates. */
function trimmed(from: number, removed: string, added: string): TextChange | null {
  const most = Math.min(removed.length, added.length);
  let head = 0;
  while (head < most && removed[head] === added[head]) head++;
  if (isHighSurrogate(removed, head - 1)) head--;
  let tail = 0;
  while (tail < most - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail++;
  if (tail > 0 && isHighSurrogate(removed, removed.length - tail - 1)) tail--;
  const to = from + removed.length - tail;
  const insert = added.slice(head, added.length - tail);
  return from + head === to && insert === '' ? null : { from: from + head, to, insert };
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00;
}
