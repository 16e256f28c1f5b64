/**
 * The text with everything written out that a terminal or an editor would obey instead of showing it:
 * control characters (a tab and a line end stay), and signs that turn the direction of what follows.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unseen, written);
}

/** Text from disk on one line, without signs that change how others are read. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** JSON text that a terminal only shows, too; it means the same. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unseen,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** None lies beyond U+FFFF. */
const unseen = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

function written(sign: string): string {
  return `\\u{${sign.charCodeAt(0).toString(16)}}`;
}
