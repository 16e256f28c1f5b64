import { isScalar } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import { type Cell, findCell, type Notebook } from '../notebook.ts';
import { parseNotebook } from '../parseNotebook.ts';
import { type Path, Positions } from '../positions.ts';
import { type Plain, plainOf } from '../yaml/plain.ts';
import { splitCells } from '../yaml/splitCells.ts';
import { parseSafely } from '../yaml/readCell.ts';
import { type Flow, type Json, Written } from '../../base/index.ts';
import { setIn } from './setIn.ts';

export type FindCell = (notebook: Notebook) => Cell | undefined;

/**
 * Sets values of one cell, e.g. `epochs=1`, `optimizer.momentum=0.8`, `stages.0.blocks=3`,
 * `rate={cosine: [0.1, 0]}`; the right side is YAML. Only the places that change are written, so
 * comments and layout stay. Whether the values fit is found by reading the result. A setting that
 * cannot be applied is left out and reported at the name of the cell.
 *
 * @param cell its name, or what finds it in the notebook as it is by then
 */
export function applySettings(
  text: string,
  cell: string | FindCell,
  settings: readonly string[],
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let current = text.replace(/\r(?!\n)/g, '\n');
  for (const setting of settings) {
    const result = applySetting(current, cell, setting);
    if ('text' in result) current = result.text;
    else diagnostics.push(result.problem);
  }
  return { text: current, diagnostics };
}

function applySetting(
  text: string,
  which: string | FindCell,
  setting: string,
): { readonly text: string } | { readonly problem: Diagnostic } {
  const notebook = parseNotebook(text);
  const cell = typeof which === 'string' ? findCell(notebook, which) : which(notebook);
  const name = typeof which === 'string' ? which : (cell?.name ?? '');
  const range = cell?.nameRange ?? { start: 0, end: Math.min(1, text.length) };
  const problem = (code: DiagnosticCode, message: string) => ({
    problem: { code, severity: 'error' as const, message, range },
  });
  if (cell === undefined)
    return problem('setting.cell', `There is no cell \`${name}\` to set values of.`);
  const read = readSetting(setting);
  if ('problem' in read) return problem(read.code, read.problem);
  const { key, written: value } = read;
  const piece = splitCells(text).find(p => p.start <= cell.range.start && cell.range.end <= p.end);
  if (piece === undefined) throw new Error('a cell lies in one piece of its text');
  const path = key.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const edited = setIn(text.slice(piece.start, piece.end), path, value);
  if (edited === null)
    return problem(
      'setting.path',
      `\`${key}\` cannot be set: nothing of that name can be there in \`${name}\`.`,
    );
  if (typeof edited !== 'string')
    return problem(
      'setting.path',
      `\`${key}\` cannot be set alone: \`*${edited.anchor}\` in \`${name}\` would change with it. Write the value in place of \`*${edited.anchor}\` first.`,
    );
  return { text: text.slice(0, piece.start) + edited + text.slice(piece.end) };
}

/** A setting: its key and its value, as read and as written; else what is wrong with it, a sentence. */
export function readSetting(
  setting: string,
):
  | { readonly key: string; readonly value: Json; readonly written: Flow }
  | { readonly code: DiagnosticCode; readonly problem: string } {
  const match = /^\s*([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)\s*=([^]*)$/u.exec(setting);
  if (/^\s*=/.test(setting))
    return {
      code: 'setting.form',
      problem: `\`${setting}\` names no key; write it before the \`=\`, e.g. \`epochs${setting.trim()}\`.`,
    };
  if (match === null)
    return {
      code: 'setting.form',
      problem: `\`${setting}\` is no setting; write \`key=value\`, e.g. \`epochs=1\` or \`optimizer.momentum=0.8\`.`,
    };
  const [, key = '', right = ''] = match;
  const read = valueOf(right);
  if ('value' in read) return { key, ...read };
  return {
    code: 'setting.value',
    problem: read.problem ?? `The value of \`${setting}\` is not YAML; check brackets and quotes.`,
  };
}

/** The value of a setting, with numbers as they are written; what is wrong with it, or only that it is no YAML. */
function valueOf(
  text: string,
): { readonly value: Json; readonly written: Flow } | { readonly problem: string | null } {
  const source = text.trim();
  const document = parseSafely(source);
  if (document === null || document.errors.length > 0) return { problem: null };
  // What stands below such a line would be a cell of its own.
  if (/^(---|\.\.\.)(?=\s|$)/m.test(source)) return { problem: null };
  let problem: string | null = null;
  const positions = new Positions();
  const value = plainOf(
    document,
    () => ({ start: 0, end: 0 }),
    node => source.slice(node.range?.[0], node.range?.[1]),
    positions,
    ({ severity, message }) => {
      if (severity === 'error') problem ??= message;
    },
  );
  if (problem !== null) return { problem };
  const isNumber = typeof value === 'number' || typeof value === 'boolean';
  if (isNumber && isScalar(document.contents))
    return { value, written: new Written(document.contents.source ?? String(value)) };
  return { value, written: asWritten(value, [], positions) };
}

function asWritten(value: Plain, path: Path, positions: Positions): Flow {
  if (Array.isArray(value)) return value.map((item, i) => asWritten(item, [...path, i], positions));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, v]) => [key, asWritten(v, [...path, key], positions)]),
    );
  const written = positions.get(path)?.written;
  return written === undefined ? value : new Written(written);
}
