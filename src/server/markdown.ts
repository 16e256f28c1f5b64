import { largestOf, printable } from '../base/index.ts';

/**
 * Text of a notebook as a code span of Markdown, which it cannot leave: its fence is longer than any row
 * of backquotes in it, and it has one line. Hovers of the text editor load images and show links.
 */
export function code(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  const longest = largestOf(
    [...line.matchAll(/`+/g)].map(([row]) => row.length),
    0,
  );
  const fence = '`'.repeat(longest + 1);
  // A space at both ends is not shown; without it a backquote there would be of the fence.
  const space = line === '' || /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** Text of a notebook that stands in bold: no sign of it means anything. */
export function bold(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return `**${line.replace(/[^\p{L}\p{N} ]/gu, sign => `&#${sign.codePointAt(0)};`)}**`;
}
