import { formatShare, formatValue, nameWithVariant, printable } from '../../base/index.ts';
import { describeRun, standingWords, stateOf } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';

type Progress = Pick<Run, 'request' | 'process' | 'status' | 'ending' | 'life'>;

/** A run that goes on, on one short line: `digits: step 120 of 360, loss 0.432, 1 min 30 s left`. */
export function progressText(run: Progress, others = 0): string {
  const more = others === 0 ? '' : ` (+${others})`;
  return `${cellName(run)}: ${facts(run).join(', ')}${more}`;
}

/** The cell of a run, safe to show; its variant where that is not the usual seed 1. */
export function cellName({ request }: Pick<Run, 'request'>): string {
  return nameWithVariant(printable(request.cell.name), request.variant);
}

/** `digits: finished, test accuracy 93.4 %`; of several runs, how many there were. */
export function endingText(run: Progress, runs: number): string {
  const accuracy = run.status?.metrics['test_accuracy'];
  const result = typeof accuracy === 'number' ? `, test accuracy ${formatShare(accuracy)}` : '';
  const several = runs > 1 ? ` (last of ${runs} runs)` : '';
  return `${cellName(run)}: ${describeRun(run)}${result}${several}`;
}

function facts(run: Progress): string[] {
  const { status } = run;
  if (run.life !== 'alive' || status === null || status.step === 0)
    return [status === null ? describeRun(run) : printable(status.phase)];
  const { step, steps, secondsElapsed, metrics, phase } = status;
  const { main, rest } = standingWords({ life: stateOf(run), step, steps, secondsElapsed });
  const loss = metrics['loss'];
  return [
    ...(phase === 'training' ? [] : [printable(phase)]),
    main,
    ...(typeof loss === 'number' ? [`loss ${formatValue(loss)}`] : []),
    ...rest,
  ];
}
