/** A character that nobody sees, or that looks like a space and is none, in a text. */
export interface OddCharacter {
  /** Offset in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly fix: { readonly text: '' | ' '; readonly title: string };
}

/** Formats, controls, halves of characters, separators, and letters without a shape. Tabs and line ends separate. */
const odd =
  /(?![\t\r\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]|(?! )\p{Zs}/gu;

/** Zero-width joiners belong to words of some scripts and to emoji, between two of their signs. */
const joined = /[\p{L}\p{M}\p{Extended_Pictographic}]$/u;
const joins = /^[\p{L}\p{M}\p{Extended_Pictographic}]/u;

const names: Readonly<Record<number, string>> = {
  0: 'a NUL',
  0x85: 'a next-line character',
  0xa0: 'a no-break space',
  0xad: 'a soft hyphen',
  0x200b: 'a zero-width space',
  0x200e: 'a direction mark',
  0x200f: 'a direction mark',
  0x2028: 'a line separator',
  0x2029: 'a paragraph separator',
  0x202f: 'a narrow no-break space',
  0x3000: 'a wide space',
  0xfeff: 'a byte order mark',
};

/** The first such character; null where there is none. */
export function oddCharacter(text: string): OddCharacter | null {
  for (const { index, 0: found } of text.matchAll(odd)) {
    const isJoiner = found === '\u200c' || found === '\u200d';
    const after = text.slice(index + found.length);
    if (isJoiner && joined.test(text.slice(0, index)) && joins.test(after)) continue;
    const code = found.codePointAt(0) ?? 0;
    const isSpace = /[\p{Z}\u0085]/u.test(found);
    const name = names[code] ?? (isSpace ? 'another kind of space' : 'an invisible character');
    const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    const advice = isSpace
      ? 'which looks like a space and is none; write a space instead'
      : 'which nobody sees; remove it';
    return {
      at: index,
      length: found.length,
      message: `There is ${name} (${number}) here, ${advice}. What is meant so stands in quotes.`,
      fix: isSpace ? { text: ' ', title: 'Write a space' } : { text: '', title: 'Remove it' },
    };
  }
  return null;
}
