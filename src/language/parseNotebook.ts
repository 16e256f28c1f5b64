import { limits, type TextRange } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Cell, Notebook } from './notebook.ts';
import { CellMemory } from './cellMemory.ts';
import type { LooseCell } from './looseCell.ts';
import { linkReferences } from './references.ts';
import { splitCells } from './yaml/splitCells.ts';

/** Longer texts are no notebook; what begins after this is not read. */
export const longestText: number = limits.notebookSigns;

const mostCells = 1000;

/** Of one cell. */
const mostDiagnostics = 200;

/**
 * Reads a notebook. Never throws, whatever the text: it gives the cells with as much as could be read,
 * and diagnostics in the order of the text. Data sets, runs and files are not looked at. With the
 * memory of an earlier text, cells that are the same are not read again.
 */
export function parseNotebook(given: string, memory = new CellMemory()): Notebook {
  // Editors end a line at a lone carriage return; YAML's library does not. Offsets stay.
  const text = given.replace(/\r(?!\n)/g, '\n');
  const diagnostics: Diagnostic[] = [];
  const loose: LooseCell[] = [];
  for (const piece of splitCells(text.slice(0, longestText))) {
    const cell = memory.read(text, piece);
    if (cell === null) continue;
    if (loose.length === mostCells) {
      diagnostics.push({
        code: 'text.too-long',
        severity: 'error',
        message: `A notebook may have at most ${mostCells} cells; this one and the rest are not read. Split it into several files.`,
        range: { start: cell.range.start, end: cell.range.start + 1 },
      });
      break;
    }
    diagnostics.push(...cell.diagnostics.slice(0, mostDiagnostics));
    loose.push(cell);
  }
  memory.turn();
  if (text.length > longestText)
    diagnostics.push({
      code: 'text.too-long',
      severity: 'error',
      message: `A notebook may have at most ${longestText} characters; the rest is not read. Split it into several files.`,
      range: { start: longestText, end: Math.min(text.length, longestText + 1) },
    });
  diagnostics.push(...duplicateNames(loose));
  const cells = linkReferences(loose, diagnostic => diagnostics.push(diagnostic));
  return {
    cells: cells.map(withoutValueIfBroken(diagnostics)),
    diagnostics: diagnostics.sort((a, b) => a.range.start - b.range.start),
  };
}

/** Networks have names of their own; trainings and studies share theirs, because both are run by name. */
function duplicateNames(cells: readonly LooseCell[]): Diagnostic[] {
  const seen = new Map<string, TextRange>();
  const diagnostics: Diagnostic[] = [];
  for (const { kind, name, nameRange } of cells) {
    if (kind === null || kind === 'note' || name === '') continue;
    const key = `${kind === 'network'} ${name}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, nameRange);
    else
      diagnostics.push({
        code: 'name.duplicate',
        severity: 'error',
        message: `There is already ${kind === 'network' ? 'a network' : 'a cell'} named \`${name}\`; give this one another name.`,
        range: nameRange,
        related: [{ message: 'The first one is here.', range: first }],
      });
  }
  return diagnostics;
}

/** A cell with any error inside has no checked value, whoever found the error. */
function withoutValueIfBroken(diagnostics: readonly Diagnostic[]): (cell: Cell) => Cell {
  const errors = diagnostics
    .filter(d => d.severity === 'error')
    .map(d => d.range.start)
    .sort((a, b) => a - b);
  let next = 0;
  // Cells and errors both stand in the order of the text.
  return cell => {
    while ((errors[next] ?? Infinity) < cell.range.start) next++;
    const broken = (errors[next] ?? Infinity) < cell.range.end;
    return broken && cell.value !== null ? { ...cell, value: null } : cell;
  };
}
