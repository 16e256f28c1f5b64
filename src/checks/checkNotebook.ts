import {
  type Cell,
  type CellValue,
  type Diagnostic,
  type Notebook,
  parseNotebook,
} from '../language/index.ts';
import { type CheckContext, makeContext } from './check.ts';
import { checkActivations } from './network/activations.ts';
import { checkMaxNorm, checkVariance } from './network/initialisation.ts';
import { checkShapes } from './network/shapes.ts';
import { checkLesion } from './study/lesion.ts';
import { checkSplit } from './study/split.ts';
import { checkData } from './train/data.ts';
import { checkExistingRuns } from './train/existingRuns.ts';
import { checkGrowth } from './train/growth.ts';
import { checkMemory } from './train/memory.ts';
import { checkSchedule } from './train/schedule.ts';
import type { World } from './world.ts';

/**
 * All that can be said about a notebook, in the order of the text: mistakes in the text, and mistakes
 * of the domain in cells that are sound as text. Never throws.
 */
export function checkNotebook(text: string, world: World = {}): Diagnostic[] {
  return checkParsed(parseNotebook(text), world);
}

/** The same for a notebook that has been read already. */
export function checkParsed(notebook: Notebook, world: World = {}): Diagnostic[] {
  const context = makeContext(notebook, world);
  const found = notebook.cells.flatMap(cell => [...checkCell(cell, context)]);
  return [...notebook.diagnostics, ...unique(found)].sort((a, b) => a.range.start - b.range.start);
}

function* checkCell(cell: Cell, context: CheckContext): Iterable<Diagnostic> {
  const value: CellValue | null = cell.value;
  switch (value?.kind) {
    case undefined:
    case 'note':
      return;
    case 'network': {
      const checked = { cell, value: value.value };
      for (const check of [checkShapes, checkActivations, checkVariance, checkMaxNorm])
        yield* check(checked, context);
      return;
    }
    case 'train': {
      const checked = { cell, value: value.value };
      for (const check of [checkGrowth, checkSchedule, checkData, checkMemory, checkExistingRuns])
        yield* check(checked, context);
      return;
    }
    case 'norms':
      yield* checkSplit({ cell, value: value.value }, context);
      return;
    case 'lesion': {
      const checked = { cell, value: value.value };
      yield* checkSplit(checked, context);
      yield* checkLesion(checked, context);
    }
  }
}

/** Two trainings of one network find the same mistake in it. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, range, message }) => {
    const key = `${code} ${range.start} ${range.end} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
