import { assertNever, formatCount, formatShare } from '../../base/index.ts';
import type { EndedRun } from './events.ts';

/** How a run ended, on one line: cell, seed, result, folder. */
export function endingText(run: EndedRun): string {
  return `${run.cell}, seed ${run.seed}: ${outcome(run)}\n  ${run.run}`;
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
function testText(run: EndedRun): string {
  const accuracy = run.test?.accuracy;
  if (accuracy === null || accuracy === undefined) return '';
  return `, test accuracy ${formatShare(accuracy)}, error ${formatShare(1 - accuracy)}`;
}
