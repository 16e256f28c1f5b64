import {
  figureLines,
  listedLines,
  plainText,
  spelled,
  type Figure,
  type Presented,
  type Screen,
} from '../../figures/index.ts';

/** What is said of a result, its tables, and its figures as plots, as lines of text. */
export function presentedLines(
  { sentences, listed, figures, tables }: Presented,
  screen: Screen,
  { hasPlots = false } = {},
): string[] {
  const said = sentences.flatMap(({ text }) =>
    wrapped(spelled(plainText(text), screen), screen.columns - 2),
  );
  const plots = hasPlots ? figures.filter(isPlotted) : [];
  return [
    ...said.map(line => `  ${line}`),
    ...plots.flatMap(figure => ['', ...figureLines(figure, tables, screen)]),
    ...listed.flatMap(table => [...(hasPlots ? [''] : []), ...listedLines(table, tables, screen)]),
  ];
}

/** A strip and what stands beside the plots are more than a terminal is read for. */
function isPlotted({ y, place }: Figure): boolean {
  return y.isStrip !== true && place !== 'side';
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
