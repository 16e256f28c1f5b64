import { type Cell, type Diagnostic, type Notebook, parseNotebook } from '../language/index.ts';
import { type Check, type CheckContext, makeContext } from './check.ts';
import { checkActivations } from './network/activations.ts';
import { checkContradictions } from './network/contradictions.ts';
import { checkMaxNorm, checkVariance } from './network/initialisation.ts';
import { checkShapes } from './network/shapes.ts';
import { checkUnused } from './network/unused.ts';
import { checkStudy } from './study/checkStudy.ts';
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

/** All checks of networks and trainings; those of a study are its own. */
const checks: {
  readonly network: readonly Check<'network'>[];
  readonly train: readonly Check<'train'>[];
} = {
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
};

function* checkCell(cell: Cell, context: CheckContext): Iterable<Diagnostic> {
  const { value } = cell;
  if (value === null) return;
  if (value.kind === 'network')
    for (const check of checks.network) yield* check({ cell, value: value.value }, context);
  else if (value.kind === 'train')
    for (const check of checks.train) yield* check({ cell, value: value.value }, context);
  else if (value.kind !== 'note') yield* checkStudy(cell, context);
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
