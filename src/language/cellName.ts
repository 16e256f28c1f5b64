import type { TextRange } from '../base/index.ts';
import type { DiagnosticFix } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnosticCodes.ts';
import { oddCharacter } from './yaml/oddCharacters.ts';
import type { Plain } from './yaml/plain.ts';

/** Reports an error at a place. */
export type Add = (
  code: DiagnosticCode,
  message: string,
  range: TextRange,
  fix?: DiagnosticFix,
) => void;

/** The name of a cell, without what a text block ends with; empty where there is none. */
export function nameOf(value: Plain, kind: string, range: TextRange, add: Add): string {
  const example = `Give the cell a name, e.g. \`${kind}: first\`.`;
  if (value === null || value === '') add('cell.name', example, range);
  else if (typeof value === 'object')
    add(
      'cell.name',
      `A name is a word or a few; put other keys on lines of their own. ${example}`,
      range,
    );
  else {
    const written = String(value).normalize('NFC');
    // A text block ends with a line end that nobody means.
    const name = written.replace(/\n+$/, '');
    const odd = oddCharacter(name);
    if (name.length > 100) add('cell.name', 'A name may have at most 100 characters.', range);
    else if (/[\r\n]/.test(name)) add('cell.name', 'A name stands on one line.', range);
    else if (name.includes('\t')) add('cell.name', 'A name has no tab; write spaces.', range);
    else if (odd !== null) add('cell.name', `A name is what people see. ${odd.message}`, range);
    else if (name !== name.trim())
      add('cell.name', 'A name neither begins nor ends with a space; remove it.', range);
    else if (name === '') add('cell.name', example, range);
    return name.trim().slice(0, 100);
  }
  return '';
}
