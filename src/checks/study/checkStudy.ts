import type { Cell, Diagnostic } from '../../language/index.ts';
import { networkAtEnd, type NetworkPlan } from '../../network/index.ts';
import type { CheckedStudy, CheckedSubject } from '../../studies/contract/present.ts';
import { presentations } from '../../studies/present.index.ts';
import {
  type CheckContext,
  type CheckedCell,
  checkedTraining,
  fixAt,
  networkOf,
  placeOf,
} from '../check.ts';
import { checkExamples, hasExamples } from './examples.ts';
import { checkSplit, hasSplit } from './split.ts';

/** What is wrong with a study: mistakes that every study can have with its examples, and those of its own. */
export function* checkStudy(cell: Cell, context: CheckContext): Iterable<Diagnostic> {
  const value: unknown = cell.value?.value;
  const trainings = cell.references
    .filter(({ to }) => to === 'run')
    .map(({ target }) =>
      checkedTraining(target === null ? null : (context.notebook.cells[target] ?? null)),
    );
  const [training] = trainings;
  if (training != null) {
    if (hasSplit(value)) yield* checkSplit({ cell, value }, training);
    if (hasExamples(value)) yield* checkExamples({ cell, value }, training, context);
  }
  const study: CheckedStudy<unknown> = {
    value,
    subjects: trainings.map(each => each && subjectOf(each, context)),
    placeOf: path => placeOf(cell, path),
    has: path => cell.positions.get(path) !== undefined,
    fixAt: (path, text) => fixAt(cell, path, text),
  };
  // The kind says which value it is, which the compiler cannot follow through a lookup.
  yield* presentations.get(cell.kind ?? '')?.check?.(study as CheckedStudy<never>) ?? [];
}

function subjectOf(training: CheckedCell<'train'>, context: CheckContext): CheckedSubject {
  const { cell, value } = training;
  const network = networkOf(training, context);
  let plan: NetworkPlan | null | undefined;
  return {
    name: cell.name,
    nameRange: cell.nameRange,
    recipe: value,
    network: network && {
      name: network.cell.name,
      value: network.value,
      placeOf: path => placeOf(network.cell, path),
    },
    // Not every study asks for it.
    get plan() {
      plan ??= network && context.plan(networkAtEnd(network.value, value));
      return plan;
    },
  };
}
