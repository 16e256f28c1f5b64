import { diffTexts, isSameData } from '../base/index.ts';
import type { CellState, CellStateChange, DocumentChange, NotebookDocument } from './notebook.ts';
import type { RunView } from './runs.ts';

/** What has to be sent of a document to a view that has an earlier version of it; null: it has none. */
export function documentSince(
  before: NotebookDocument | null,
  now: NotebookDocument,
): DocumentChange {
  if (before === null) return now;
  const { text, notes, ...others } = now;
  const edits = diffTexts(before.text, text).map(({ from, to, insert }) => ({
    start: from,
    end: to,
    text: insert,
  }));
  const changed = Object.entries(notes).map(
    ([key, note]) => [key, before.notes[key] === note ? null : note] as const,
  );
  return { ...others, since: before.version, edits, notes: Object.fromEntries(changed) };
}

/** The document that was sent; null: the version that it stands on never came. */
export function documentAfter(
  before: NotebookDocument | null,
  change: DocumentChange,
): NotebookDocument | null {
  if ('text' in change) return change;
  const { since, edits, notes, ...others } = change;
  if (before?.version !== since) return null;
  const whole = Object.entries(notes).map(
    ([key, note]) => [key, note ?? before.notes[key] ?? ''] as const,
  );
  return { ...others, text: edited(before.text, edits), notes: Object.fromEntries(whole) };
}

function edited(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, text: insert } of edits) {
    parts.push(text.slice(at, start), insert);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}

type States = ReadonlyMap<string, CellState>;

/** The states that a view has to be told that knows these, by cell. */
export function statesSince(before: States, now: readonly CellState[]): CellStateChange[] {
  return now.flatMap(state => {
    const old = before.get(state.cell);
    if (old !== undefined && isSameData(old, state)) return [];
    const known = runsOf(old);
    const changed = (runs: readonly RunView[]) =>
      runs.map(run => (isSameData(known.get(run.id), run) ? run.id : run));
    const { runs, variants, studied } = state;
    return [
      { ...state, runs: changed(runs), variants: changed(variants), studied: changed(studied) },
    ];
  });
}

/** All states that a view knows then, the old objects where nothing changed; null: one that it stands on never came. */
export function statesAfter(before: States, changes: readonly CellStateChange[]): States | null {
  const states = new Map(before);
  for (const change of changes) {
    const known = runsOf(before.get(change.cell));
    const whole = (runs: CellStateChange['runs']) =>
      runs.flatMap(run => (typeof run === 'string' ? (known.get(run) ?? []) : run));
    const { runs, variants, studied } = change;
    const state = { runs: whole(runs), variants: whole(variants), studied: whole(studied) };
    const count = (of: CellStateChange | typeof state) =>
      of.runs.length + of.variants.length + of.studied.length;
    if (count(state) < count(change)) return null;
    states.set(change.cell, { ...change, ...state });
  }
  return states;
}

/** Of a cell, by id. A run looks the same wherever its cell shows it. */
function runsOf(state: CellState | undefined): ReadonlyMap<string, RunView> {
  const { runs = [], variants = [], studied = [] } = state ?? {};
  return new Map([...runs, ...variants, ...studied].map(run => [run.id, run]));
}
