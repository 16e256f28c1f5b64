import type { Diagnostic } from '../diagnostic.ts';
import { findCell } from '../notebook.ts';
import { parseNotebook } from '../parseNotebook.ts';
import { Positions } from '../positions.ts';
import { type Plain, plainOf } from '../yaml/plain.ts';
import { splitCells } from '../yaml/splitCells.ts';
import { parseSafely } from '../yaml/readCell.ts';
import { setIn } from './setIn.ts';

/**
 * Sets values of one cell, e.g. `epochs=1`, `optimizer.momentum=0.8`, `stages.0.blocks=3`,
 * `rate={cosine: [0.1, 0]}`; the right side is YAML. Only the places that change are written, so
 * comments and layout stay. Whether the values fit is found by reading the result. A setting that
 * cannot be applied is left out and reported at the name of the cell.
 */
export function applySettings(
  text: string,
  cell: string,
  settings: readonly string[],
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let current = text;
  for (const setting of settings) {
    const result = applySetting(current, cell, setting);
    if ('text' in result) current = result.text;
    else diagnostics.push(result.problem);
  }
  return { text: current, diagnostics };
}

function applySetting(
  text: string,
  name: string,
  setting: string,
): { readonly text: string } | { readonly problem: Diagnostic } {
  const notebook = parseNotebook(text);
  const cell = findCell(notebook, name);
  const range = cell?.nameRange ?? { start: 0, end: Math.min(1, text.length) };
  const problem = (code: string, message: string) => ({
    problem: { code, severity: 'error' as const, message, range },
  });
  if (cell === undefined)
    return problem('setting.cell', `There is no cell \`${name}\` to set values of.`);
  const match = /^\s*([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)\s*=([^]*)$/u.exec(setting);
  if (/^\s*=/.test(setting))
    return problem(
      'setting.form',
      `\`${setting}\` names no key; write it before the \`=\`, e.g. \`epochs${setting.trim()}\`.`,
    );
  if (match === null)
    return problem(
      'setting.form',
      `\`${setting}\` is no setting; write \`key=value\`, e.g. \`epochs=1\` or \`optimizer.momentum=0.8\`.`,
    );
  const [, key = '', right = ''] = match;
  const value = valueOf(right);
  if (value === undefined)
    return problem(
      'setting.value',
      `The value of \`${setting}\` is not YAML; check brackets and quotes.`,
    );
  const piece = splitCells(text).find(p => p.start <= cell.range.start && cell.range.end <= p.end);
  if (piece === undefined) throw new Error('a cell lies in one piece of its text');
  const path = key.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const edited = setIn(text.slice(piece.start, piece.end), path, value);
  if (edited === null)
    return problem(
      'setting.path',
      `\`${key}\` cannot be set: nothing of that name can be there in \`${name}\`.`,
    );
  return { text: text.slice(0, piece.start) + edited + text.slice(piece.end) };
}

function valueOf(text: string): Plain | undefined {
  const document = parseSafely(text.trim());
  if (document === null || document.errors.length > 0) return undefined;
  let broken = false;
  const value = plainOf(
    document,
    () => ({ start: 0, end: 0 }),
    new Positions(),
    () => {
      broken = true;
    },
  );
  return broken ? undefined : value;
}
