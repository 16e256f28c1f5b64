/** A note whose Markdown stands as a block: `note: |` and its lines, indented. */
export interface NoteText {
  readonly markdown: string;
  /** `+`, `-` or nothing: what becomes of line ends behind the text. */
  readonly chomping: string;
  readonly indent: number;
  /** The header names the indent, as it must where the text begins with white space. */
  readonly namesIndent: boolean;
}

const header = /^note:[ \t]*\|(?:([1-9])([-+]?)|([-+])([1-9])?)?[ \t]*(?:\n|$)/;

/** Reads the text of a cell; null where its Markdown cannot be cut out line by line. */
export function readNote(source: string): NoteText | null {
  const found = header.exec(source);
  if (found === null) return null;
  const named = found[1] ?? found[4];
  const body = source.slice(found[0].length);
  const lines = body.split('\n');
  const first = lines.find(line => /[^ ]/.test(line)) ?? '  ';
  const indent = named === undefined ? /^ */.exec(first)?.[0].length : Number(named);
  if (indent === undefined || indent === 0) return null;
  const margin = ' '.repeat(indent);
  if (lines.some(line => line.trimStart() !== '' && !line.startsWith(margin))) return null;
  return {
    // A line of white space that is not as deep as the text is an empty one.
    markdown: lines.map(line => line.slice(indent)).join('\n'),
    chomping: found[2] ?? found[3] ?? '',
    indent,
    namesIndent: named !== undefined,
  };
}

/** The text of the cell with other Markdown. */
export function writeNote(note: NoteText, markdown: string): string {
  const namesIndent = note.namesIndent || /^\n*[ \t]/.test(markdown);
  const margin = ' '.repeat(note.indent);
  const lines = markdown.split('\n').map(line => (line === '' ? '' : margin + line));
  return `note: |${namesIndent ? note.indent : ''}${note.chomping}\n${lines.join('\n')}`;
}
