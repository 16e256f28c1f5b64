import {
  type Cell,
  type CellKind,
  type Diagnostic,
  type Notebook,
  parseNotebook,
} from '../language/index.ts';
import { type Check, type CheckContext, type CheckedCell, makeContext } from './check.ts';
import { checkActivations } from './network/activations.ts';
import { checkContradictions } from './network/contradictions.ts';
import { checkMaxNorm, checkVariance } from './network/initialisation.ts';
import { checkShapes } from './network/shapes.ts';
import { checkUnused } from './network/unused.ts';
import { checkCompare } from './study/compare.ts';
import { checkExamples } from './study/examples.ts';
import { checkLesion } from './study/lesion.ts';
import { checkLevels } from './study/levels.ts';
import { checkPaths } from './study/paths.ts';
import { checkSplit } from './study/split.ts';
import { checkWarpStudy } from './study/warp.ts';
import { checkData } from './train/data.ts';
import { checkExistingRuns } from './train/existingRuns.ts';
import { checkGrowth } from './train/growth.ts';
import { checkMemory } from './train/memory.ts';
import { checkMomentum } from './train/momentum.ts';
import { checkRate } from './train/rate.ts';
import { checkScalars } from './train/scalars.ts';
import { checkSchedule } from './train/schedule.ts';
import { checkWeights } from './train/weights.ts';
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

/** All checks of each kind. */
const checks: { readonly [K in CellKind]: readonly Check<K>[] } = {
  note: [],
  network: [
    checkShapes,
    checkActivations,
    checkContradictions,
    checkVariance,
    checkMaxNorm,
    checkUnused,
  ],
  train: [
    checkGrowth,
    checkSchedule,
    checkRate,
    checkMomentum,
    checkScalars,
    checkWeights,
    checkData,
    checkMemory,
    checkExistingRuns,
  ],
  norms: [checkSplit, checkExamples],
  lesion: [checkSplit, checkExamples, checkLesion],
  paths: [checkSplit, checkExamples, checkPaths],
  levels: [checkLevels],
  warp: [checkSplit, checkExamples, checkWarpStudy],
  compare: [checkCompare],
};

function* checkCell(cell: Cell, context: CheckContext): Iterable<Diagnostic> {
  if (cell.value === null) return;
  // The table says that kind and check fit, which the compiler cannot follow through a lookup.
  const checked = { cell, value: cell.value.value } as CheckedCell<never>;
  const ofKind = checks[cell.value.kind] as unknown as readonly Check<never>[];
  for (const check of ofKind) yield* check(checked, context);
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
