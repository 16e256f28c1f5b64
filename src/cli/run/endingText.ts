import { assertNever, formatCount, formatShare, variantLabel } from '../../base/index.ts';
import { howItEnded, type RunState } from '../../record/index.ts';
import type { EndedRun } from './events.ts';

/** How a run ended, on one line: cell, variant, result, folder. */
export function endingText(run: EndedRun): string {
  return `${run.cell}, ${variantLabel(run.variant)}: ${outcome(run)}\n  ${run.run}`;
}

function outcome(run: EndedRun): string {
  const { ending, message, step } = run;
  const how = (life: RunState) => howItEnded({ life, step: step ?? 0, steps: 0 });
  switch (ending) {
    case 'finished':
      return `${how({ state: ending })}${testText(run)}`;
    case 'stopped':
      return `${how({ state: ending })}; ${goOn(run)}${testText(run)}`;
    case 'failed':
    case 'crashed':
    case 'refused': {
      const why = message ?? '';
      return `${how({ state: ending, message: why, advice: null })}${why === '' ? '' : `: ${why}`}`;
    }
    default:
      return assertNever(ending);
  }
}

/** Only a training leaves something to go on from. */
function goOn({ kind }: EndedRun): string {
  return kind === 'train' ? "continue with 'reslab resume'" : 'the rows so far are kept';
}

/** Test accuracy and the same as error, as papers print it. */
function testText({ test, step }: EndedRun): string {
  const accuracy = test?.accuracy;
  if (test === null || accuracy === null || accuracy === undefined) return '';
  // An earlier evaluation is not to be taken for that of the end.
  const at = step === null || test.step === step ? '' : ` at step ${formatCount(test.step)}`;
  return `, test accuracy${at} ${formatShare(accuracy)}, error ${formatShare(1 - accuracy)}`;
}
