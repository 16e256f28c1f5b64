import { assertNever } from '../../base/index.ts';
import { endingReason, lastHeardOf, type RunLife } from './describe.ts';
import type { RunProcess } from '../processFiles.ts';
import type { RunEnding, RunStatus } from '../progressFiles.ts';
import type { RunRequest } from '../runRequest.ts';

/** How a run stands: the one value that all words about it are made of. */
export type RunState =
  /** Its process has not begun; `ahead` says how many are before it. */
  | { readonly state: 'queued'; readonly ahead: number }
  /** The engine loads, compiles or reads data. */
  | { readonly state: 'starting'; readonly phase: string }
  | {
      readonly state: 'running';
      readonly phase: string;
      /** A stop was asked for and the run has not ended yet. */
      readonly stopping: boolean;
      /** Null before step 10. */
      readonly secondsLeft: number | null;
      /** What hinders it though it goes on, a sentence: the disk is full. Absent or null: nothing. */
      readonly problem?: string | null;
    }
  /** No kernel that can be asked knows whether its process lives. */
  | { readonly state: 'silent'; readonly since: string }
  | { readonly state: 'finished' }
  | { readonly state: 'stopped' }
  /** `message`: what happened, a sentence. `advice`: what can be done, or null. */
  | {
      readonly state: 'failed' | 'crashed' | 'refused';
      readonly message: string;
      readonly advice: string | null;
    };

/** What the files of a run say, and what is known of its process. */
export interface KnownRun {
  readonly request: RunRequest;
  readonly process: RunProcess | null;
  readonly status: RunStatus | null;
  readonly ending: RunEnding | null;
  readonly life: RunLife;
  /** Why it is judged so. */
  readonly why?: string;
}

/** What the files of the run itself do not say. */
export interface StateFacts {
  /** How many wait before it; null: it is not in the queue. */
  readonly ahead?: number | null;
  /** A stop was asked for. */
  readonly stopping?: boolean;
  /** What can be done about this ending. */
  readonly advice?: (ending: RunEnding) => string | null;
}

/** How a run stands, as `runs --json` and completions name it; `lost`: its process is gone without an ending. */
export type StateName = RunEnding['ending'] | (typeof names)[RunLife];

const names = {
  waiting: 'waiting',
  alive: 'running',
  dead: 'lost',
  unknown: 'unknown',
  ended: 'ended',
} as const;

export function stateName({ ending, life }: Pick<KnownRun, 'ending' | 'life'>): StateName {
  return ending?.ending ?? names[life];
}

/** Steps before which a time that is left would be a guess. */
const leastSteps = 10;

export function stateOf(run: KnownRun, facts: StateFacts = {}): RunState {
  const { life, ending } = run;
  if (ending !== null) return endState(ending, facts);
  switch (life) {
    case 'waiting': {
      const { ahead = null } = facts;
      return ahead === null ? { state: 'starting', phase: 'starting' } : { state: 'queued', ahead };
    }
    case 'alive':
      return aliveState(run, facts.stopping === true);
    case 'dead': {
      // It has crashed, and nobody has written so yet.
      const advice = 'Show the log to see what it printed; run it again.';
      return { state: 'crashed', message: lastHeardOf(run), advice };
    }
    case 'unknown':
    case 'ended':
      return { state: 'silent', since: lastSign(run) };
    default:
      return assertNever(life);
  }
}

function aliveState({ status }: KnownRun, stopping: boolean): RunState {
  if (status === null || status.state === 'starting' || status.steps === 0)
    return { state: 'starting', phase: status?.phase ?? 'starting' };
  return {
    state: 'running',
    phase: status.phase,
    stopping,
    secondsLeft: status.step < leastSteps ? null : status.secondsLeft,
    problem: status.problem ?? null,
  };
}

function endState(ending: RunEnding, { advice = () => null }: StateFacts): RunState {
  if (ending.ending === 'finished' || ending.ending === 'stopped') return { state: ending.ending };
  return { state: ending.ending, message: endingReason(ending), advice: advice(ending) };
}

/** When it last gave a sign of life, by the clock of its machine. */
function lastSign({ status, process, request }: KnownRun): string {
  return status?.time ?? process?.started ?? request.created;
}
