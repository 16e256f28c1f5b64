import { assertNever, formatClock, printable } from '../../base/index.ts';
import { withoutLastPrinted } from '../lastPrinted.ts';
import type { RunProcess } from '../processFiles.ts';
import type { RunEnding, RunStatus } from '../progressFiles.ts';
import type { RunRequest } from '../runRequest.ts';

/**
 * How a run stands, from its files and from what is known of its process:
 * `waiting` nobody has taken it; `alive` its process runs; `dead` its process is gone and wrote no
 * ending; `unknown` no kernel that can be asked knows of its process; `ended` it has an ending.
 */
export type RunLife = 'waiting' | 'alive' | 'dead' | 'unknown' | 'ended';

/** The process with what computes in it; null before that has loaded. */
export function loadedEngine(process: RunProcess | null): RunProcess | null {
  return process === null || process.engine === '' ? null : process;
}

/** The ending in a sentence for people, without a full stop. */
export function describeEnding(ending: RunEnding): string {
  switch (ending.ending) {
    case 'finished':
      return 'finished';
    case 'stopped':
      return `stopped at step ${ending.step}, as asked`;
    case 'failed':
      return `failed${place(ending)}: ${printable(ending.message)}`;
    case 'crashed':
      return `crashed${crash(ending)}: ${printable(withoutLastPrinted(ending.message))}`;
    case 'refused':
      return `refused: ${printable(ending.message)}`;
    default:
      return assertNever(ending);
  }
}

/** Why a run ended so, without how and where: that stands beside it. Empty where nobody has to know. */
export function endingReason(ending: RunEnding): string {
  switch (ending.ending) {
    case 'finished':
    case 'stopped':
      return '';
    case 'refused':
      return printable(ending.message);
    case 'failed': {
      const { block, message } = ending;
      const isNamed = block === null || message.includes(block);
      return printable(isNamed ? message : `in block ${block}: ${message}`);
    }
    case 'crashed': {
      const message = printable(withoutLastPrinted(ending.message));
      const how = crash(ending).replace(/^[ ,]+/, '');
      return how === '' ? message : `${how}: ${message}`;
    }
    default:
      return assertNever(ending);
  }
}

/** How a run stands, in a few words for people. Times are shown in the local zone. */
export function describeRun(run: {
  readonly request: RunRequest;
  readonly process: RunProcess | null;
  readonly status: RunStatus | null;
  readonly ending: RunEnding | null;
  readonly life: RunLife;
  /** Why it is judged so. */
  readonly why?: string;
}): string {
  const { request, status, ending, life } = run;
  if (ending !== null) return describeEnding(ending);
  switch (life) {
    case 'waiting':
      return `waiting since ${formatClock(request.created)}`;
    case 'alive':
      return status === null ? 'starting' : progress(status);
    case 'dead':
      return `crashed without an ending: ${lastHeardOf(run)}`;
    case 'unknown':
    case 'ended':
      return `nobody here can know whether it runs: ${lastHeardOf(run)}`;
    default:
      return assertNever(life);
  }
}

/** Why a run is not known to run, and when it last gave a sign of life by the clock of its machine. */
export function lastHeardOf(run: {
  readonly request: RunRequest;
  readonly process: RunProcess | null;
  readonly status: RunStatus | null;
  readonly why?: string;
}): string {
  const sign = run.status?.time ?? run.process?.started ?? run.request.created;
  const why = (run.why ?? '') === '' ? '' : `${run.why}; `;
  return `${why}last sign of life ${formatClock(sign)}`;
}

function progress({ phase, step, steps, problem }: RunStatus): string {
  const of = steps > 0 ? ` of ${steps}` : '';
  const but = problem ? `; ${printable(problem)}` : '';
  return `${printable(phase)}, step ${step}${of}${but}`;
}

function place({ step, block }: { step: number | null; block: string | null }): string {
  if (step === null) return block === null ? '' : ` in block ${printable(block)}`;
  return ` at step ${step}${block === null ? '' : ` in block ${printable(block)}`}`;
}

/** How it crashed, unless its message says that itself. */
function crash(ending: {
  exitCode: number | null;
  signal: string | null;
  outOfMemory: boolean;
  message: string;
}): string {
  if (ending.outOfMemory) return ', probably out of memory';
  const says = (how: string) => withoutLastPrinted(ending.message).includes(how);
  if (ending.signal !== null) {
    const how = `killed by ${ending.signal}`;
    return says(how) ? '' : `, ${printable(how)}`;
  }
  const { exitCode } = ending;
  if (exitCode === null || says(`exited with code ${exitCode}`)) return '';
  return ` with exit code ${exitCode}`;
}
