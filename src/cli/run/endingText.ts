import { assertNever, formatCount, formatShare, variantLabel } from '../../base/index.ts';
import type { EndedRun } from './events.ts';

/** How a run ended, on one line: cell, variant, result, folder. */
export function endingText(run: EndedRun): string {
  return `${run.cell}, ${variantLabel(run.variant)}: ${outcome(run)}\n  ${run.run}`;
}

function outcome(run: EndedRun): string {
  const step = run.step === null ? '' : ` at step ${formatCount(run.step)}`;
  const message = run.message === null ? '' : `: ${run.message}`;
  switch (run.ending) {
    case 'finished':
      return `finished${testText(run)}`;
    case 'stopped':
      return `stopped${step}; continue with 'reslab resume'${testText(run)}`;
    case 'failed':
      return `failed${step}${message}`;
    case 'crashed':
      return `crashed${step}${message}`;
    case 'refused':
      return `not started${message}`;
    default:
      return assertNever(run.ending);
  }
}

/** Test accuracy and the same as error, as papers print it. */
function testText({ test, step }: EndedRun): string {
  const accuracy = test?.accuracy;
  if (test === null || accuracy === null || accuracy === undefined) return '';
  // An earlier evaluation is not to be taken for that of the end.
  const at = step === null || test.step === step ? '' : ` at step ${formatCount(test.step)}`;
  return `, test accuracy${at} ${formatShare(accuracy)}, error ${formatShare(1 - accuracy)}`;
}
