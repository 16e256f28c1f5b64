import { ownNamesOf, studiesCalled } from './otherNames.ts';

/**
 * The candidate that is meant by a word that is none of them: the one that other tools call so, else
 * the nearest in spelling, if it is near enough.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const all = [...candidates];
  return ownNamesOf(word).find(name => all.includes(name)) ?? nearest(word, all);
}

function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  if (word.length > 64) return null;
  for (const candidate of candidates) {
    if (looksLike(word, candidate)) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A name that differs only by signs that nobody sees: to suggest it helps nobody. */
const looksLike = (word: string, candidate: string): boolean =>
  word !== candidate && candidate.replace(/[\p{Cc}\p{Cf}]/gu, '') === word;

/** ` Did you mean \`x\`?`, or nothing; all studies that people call so, where there are several. */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
  called = studiesCalled(word),
): string {
  const all = [...candidates];
  const alike = called.filter(kind => all.includes(kind));
  const found = alike.length > 1 ? alike : (suggest(word, all) ?? []);
  const names = [found].flat().map(name => `\`${name}\``);
  return names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
