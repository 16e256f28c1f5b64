import type { YAMLError } from 'yaml';
import type { TextRange } from '../../base/index.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** What the library says about a text, in words that say what to do, at a place of one line. */
export function syntaxDiagnostic(
  error: YAMLError,
  within: (start: number, end: number) => TextRange,
  text: string,
): Diagnostic {
  const whole = within(error.pos[0], error.pos[1]);
  const separator = brokenSeparator(text, whole.start);
  if (separator !== null)
    return {
      code: 'cell.separator',
      severity: 'error',
      message: 'Cells are separated by a line that is `---` and begins with it; write that.',
      range: separator,
      fix: { text: '---' },
    };
  const dash = tightDash(text, whole.start);
  if (dash !== null)
    return {
      code: 'yaml.syntax',
      severity: 'error',
      message:
        'An item of a list begins with a dash and a space, e.g. `- {blocks: 2, filters: 16}`.',
      range: dash,
    };
  const tight = /^[a-z-]+(?=:(\S[^\r\n]*))/.exec(text.slice(whole.start, whole.end));
  if (error.code === 'MULTILINE_IMPLICIT_KEY' && tight !== null)
    return {
      code: 'yaml.syntax',
      severity: 'error',
      message: `A key ends with a colon and a space; write \`${tight[0]}: ${tight[1] ?? ''}\`.`,
      range: firstLine(text, whole),
    };
  const deeper = error.code === 'BLOCK_AS_IMPLICIT_KEY' ? deeperLine(text, whole.end) : null;
  if (deeper !== null)
    return {
      code: 'yaml.syntax',
      severity: 'error',
      message:
        'This line is indented deeper than the key above, which has a value already; align the two.',
      range: deeper,
    };
  return {
    code: error.code === 'TAB_AS_INDENT' ? 'yaml.tab' : 'yaml.syntax',
    severity: 'error',
    message: hintFor(error),
    range: firstLine(text, whole),
  };
}

/** The line of a place, if somebody meant it to be `---`. */
function brokenSeparator(text: string, at: number): TextRange | null {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return /^(?:[ \t]+---|[ \t]*(?:--|-{4,}|—|={3,}))[ \t]*$/.test(line)
    ? { start, end: start + line.trimEnd().length }
    : null;
}

/** The dash that begins the line of a place, if no space follows it. */
function tightDash(text: string, at: number): TextRange | null {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const dash = /^[ \t]*-(?=[{[\p{L}])/u.exec(text.slice(start, at))?.[0];
  if (dash === undefined) return null;
  const end = start + dash.length;
  return { start: end - 1, end };
}

function firstLine(text: string, { start, end }: TextRange): TextRange {
  const line = /[\r\n]/.exec(text.slice(start, end))?.index ?? 0;
  return { start, end: line > 0 ? start + line : end };
}

/** The words of the line below, where the line of a key and its value ends here and that one is a key too. */
function deeperLine(text: string, end: number): TextRange | null {
  const found = /^[ \t]*(?:#.*)?\r?\n[ \t]+(?=[^\s#-][^\r\n]*:(?:\s|$))/.exec(text.slice(end));
  if (found === null) return null;
  const start = end + found[0].length;
  const words = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return { start, end: start + words.trimEnd().length };
}

function hintFor({ code, message }: YAMLError): string {
  const bracket = /^Flow \w+ .*end with a (.)/.exec(message)?.[1];
  if (bracket !== undefined) return `A bracket above is not closed; add \`${bracket}\`.`;
  const [, hint] = phrases.find(([phrase]) => message.startsWith(phrase)) ?? [];
  return hint ?? hints[code] ?? `This is not YAML: ${message}`;
}

/** By how the library's message begins, where one code says several things. */
const phrases: readonly (readonly [string, string])[] = [
  [
    'Implicit map keys need to be followed by map values',
    'A key ends with a colon and a space, e.g. `classes: 10`.',
  ],
  ['Missing closing', 'A quote above is not closed; close it on the line where it opens.'],
  [
    'Unexpected scalar at node end',
    'The value is complete before this; put the next key on a line of its own.',
  ],
  [
    'Unexpected block-seq-ind on same line with key',
    'A list with dashes begins on the line below its key; or write it in brackets, e.g. `[norm, relu]`.',
  ],
  ['Unexpected flow-seq-end', 'This bracket closes nothing; remove it.'],
  ['Unexpected flow-map-end', 'This bracket closes nothing; remove it.'],
  ['Unexpected , ', 'There is a comma too many; remove it.'],
  [
    'Plain value cannot start with',
    'A value cannot begin with this character; remove it, or put the value in quotes.',
  ],
  [
    'Block scalar header includes',
    '`|` and `>` begin a text on the lines below; remove the sign, or begin the text there.',
  ],
  ['Missing , ', 'A comma is missing before this.'],
];

const hints: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'YAML does not allow tabs for indentation; use spaces.',
  BAD_INDENT: 'The indentation fits no line above; align it with the other keys of its group.',
  BLOCK_IN_FLOW: 'A comma is missing between two keys here, or a bracket above is not closed.',
  MULTILINE_IMPLICIT_KEY:
    'A key must stand on one line and end with a colon; check the line above for a missing `:` or bracket.',
  BLOCK_AS_IMPLICIT_KEY:
    'A key cannot follow a value on the same line; start a new line or use braces, e.g. `{blocks: 2}`.',
  TAG_RESOLVE_FAILED: 'Tags mean nothing here; remove what begins with `!`.',
  BAD_ALIAS: 'An alias must name an anchor of the same cell.',
  RESOURCE_EXHAUSTION: 'Aliases explode this value; write it out.',
};
