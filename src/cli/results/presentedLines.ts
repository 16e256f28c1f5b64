import { listedLines, plainText, type Presented, type Screen } from '../../figures/index.ts';

/** What is said of a result, and its tables, as lines of text. */
export function presentedLines({ sentences, listed, tables }: Presented, screen: Screen): string[] {
  const said = sentences.flatMap(({ text }) => wrapped(plainText(text), screen.columns - 2));
  return [
    ...said.map(line => `  ${line}`),
    ...listed.flatMap(table => listedLines(table, tables, screen)),
  ];
}

/** Lines of whole words, of at most this many signs where words allow it. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
