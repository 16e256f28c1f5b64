import { atStep, standingWords, stateWord } from '../../../src/record/index.ts';
import { formatDuration, formatPlural } from '../../../src/base/index.ts';
import type { CellState, KindView, NotebookCell, RunView } from '../../../src/protocol/index.ts';
import { labelAmong } from '../../base/names.ts';

/** How the state of a cell looks in its head, and at its edge and rail. */
export interface CellWords {
  readonly look: 'plain' | 'live' | 'done' | 'stopped' | 'failed' | 'stale' | 'queued' | 'problem';
  /** Empty: none. */
  readonly icon: string;
  readonly strong: string;
  readonly rest: string;
  /** From 0 to 1 while it runs and the end is known. */
  readonly progress: number | null;
}

/** The run that speaks for a cell: what goes on, else what waits, else a seed that failed, else the newest. */
export function leadRun(state: CellState): RunView | undefined {
  const by = (...lives: string[]) => state.runs.find(run => lives.includes(run.life.state));
  return (
    by('running', 'starting') ??
    by('queued') ??
    by('failed', 'crashed', 'refused') ??
    [...state.runs].sort((a, b) => b.created.localeCompare(a.created))[0]
  );
}

export function cellWords(
  cell: NotebookCell,
  state: CellState | undefined,
  kind: KindView,
): CellWords {
  const words = (part: Partial<CellWords>): CellWords => ({
    look: 'plain',
    icon: '',
    strong: '',
    rest: '',
    progress: null,
    ...part,
  });
  if (state === undefined) return words({});
  const { status } = state;
  const run = leadRun(state);
  if (run?.life.state === 'running' || run?.life.state === 'starting')
    return words(live(run, state));
  if (run?.life.state === 'queued')
    return words({ look: 'queued', icon: 'clock', rest: inARow(run) });
  if (status.status === 'invalid')
    return words({
      look: 'problem',
      icon: 'error',
      strong: formatPlural(status.problems, 'problem'),
      rest: `line ${status.line + 1}`,
    });
  switch (status.status) {
    case 'still':
      if (kind.isView) return words(compared(state));
      return cell.kind === 'network'
        ? words({ look: 'done', icon: 'check', rest: 'valid' })
        : words({});
    case 'never': {
      const rest = state.variants.length > 0 ? 'not run as written' : 'not run yet';
      return words(watched(cell, kind, state) ?? { rest });
    }
    case 'waits':
      return words(watched(cell, kind, state) ?? { rest: `waits for ${status.on}` });
    case 'run':
      if (run === undefined) return words({ rest: 'not run yet' });
      return words(state.outOfDate === null ? ended(run, state) : stale(run));
  }
}

/** What a training records is seen while it does. */
function watched(
  cell: NotebookCell,
  kind: KindView,
  { studied }: CellState,
): Partial<CellWords> | null {
  if (!kind.showsRecords || studied.length === 0) return null;
  const runs = studied.some(run => run.life.state === 'running');
  return runs
    ? { icon: 'record-small', strong: 'live', rest: `while ${cell.of ?? 'it'} trains` }
    : { rest: `as ${cell.of ?? 'the training'} recorded them` };
}

/** A comparison has no run of its own. */
function compared({ studied }: CellState): Partial<CellWords> {
  const going = studied.filter(run => run.life.state === 'running').length;
  if (studied.length < 2) return { rest: 'nothing to compare yet' };
  if (going > 0) return { icon: 'record-small', strong: 'live', rest: `${going} still running` };
  return { look: 'done', icon: 'check', rest: formatPlural(studied.length, 'run') };
}

function live(run: RunView, { runs }: CellState): Partial<CellWords> {
  const { main, rest } = standingWords(run);
  const seed = runs.length > 1 && run.step > 0 ? [labelAmong(run, runs)] : [];
  return {
    look: 'live',
    strong: main,
    rest: [...rest, ...seed].join(' · '),
    progress: run.steps > 0 ? Math.min(1, run.step / run.steps) : 0,
  };
}

function stale(run: RunView): Partial<CellWords> {
  return {
    look: 'stale',
    icon: 'history',
    strong: 'out of date',
    rest: run.secondsElapsed > 0 ? `ran for ${formatDuration(run.secondsElapsed)}` : '',
  };
}

function ended(run: RunView, { runs }: CellState): Partial<CellWords> {
  const { life } = run;
  switch (life.state) {
    case 'finished':
      return { look: 'done', icon: 'check', rest: inARow(run) };
    case 'stopped':
      return { look: 'stopped', icon: 'debug-stop', rest: inARow(run) };
    case 'silent':
      return { look: 'queued', icon: 'question', rest: inARow(run) };
    case 'failed':
    case 'crashed':
    case 'refused': {
      // Its message stands in the banner.
      const strong =
        runs.length > 1 ? `${labelAmong(run, runs)} ${stateWord(run)}` : stateWord(run);
      return { look: 'failed', icon: 'error', strong, rest: atStep(run).trim() };
    }
    case 'queued':
    case 'starting':
    case 'running':
      return {};
  }
}

function inARow(run: RunView): string {
  const { main, rest } = standingWords(run);
  return [main, ...rest].join(' · ');
}
