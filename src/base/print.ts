import { printable, printableJson } from './printable.ts';

/** Where a program writes text. */
export interface TextOutput {
  write(text: string): unknown;
}

/** A line, or several, which a terminal shows and does not obey. */
export function printLine(output: TextOutput, text = ''): void {
  output.write(`${printable(text)}\n`);
}

/** One JSON object on a line of its own. */
export function printJson(output: TextOutput, value: object): void {
  output.write(`${printableJson(value)}\n`);
}

/** Text that stays in the line of a terminal until the next takes its place, in so many columns. */
export function printOver(output: TextOutput, text: string, columns = Infinity): void {
  // To the start of the line, and nothing stays of what was there.
  output.write(
    `\r\u001b[K${printable(text)
      .replace(/[\t\n]/g, ' ')
      .slice(0, columns)}`,
  );
}
