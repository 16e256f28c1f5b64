import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver';
import type { TextRange } from '../base/index.ts';
import { checkParsed, knownWorld } from '../checks/index.ts';
import { ownSetNames } from '../dataset/index.ts';
import {
  type Cell,
  type CellMemory,
  type Diagnostic,
  type NetworkValue,
  type Notebook,
  parseNotebook,
  trainersOf,
} from '../language/index.ts';
import { countBlocks, type NetworkSummary, planNetwork, summarise } from '../network/index.ts';
import type { StoreRun } from './store/storeRun.ts';

/** What the features read: one version of one notebook, and what is known of its runs. */
export interface State {
  readonly document: TextDocument;
  readonly text: string;
  readonly notebook: Notebook;
  /** Of its store, oldest first; empty where nothing is known. */
  readonly runs: readonly StoreRun[];
  /** Found when first asked for, in the order of the text. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Counts of a network cell, also of one with mistakes; null where nothing can be counted. */
  readonly summary: (cell: Cell) => NetworkSummary | null;
}

/** More blocks than any paper has; counting them would only take time. */
const mostBlocks = 20_000;

const usualBatch = 100;

/** With the memory of an earlier version only what changed is read. */
export function makeState(
  document: TextDocument,
  runs: readonly StoreRun[] = [],
  memory?: CellMemory,
  deviceMemoryBytes?: number,
): State {
  const text = document.getText();
  const notebook = parseNotebook(text, memory);
  const summaries = new Map<Cell, NetworkSummary | null>();
  let diagnostics: readonly Diagnostic[] | undefined;
  return {
    document,
    text,
    notebook,
    runs,
    diagnostics: () =>
      (diagnostics ??= checkParsed(notebook, {
        ...knownWorld,
        ownSets: ownSetNames(null),
        runs,
        ...(deviceMemoryBytes !== undefined && { deviceMemoryBytes }),
      })),
    summary: cell => {
      const known = summaries.get(cell);
      if (known !== undefined) return known;
      const summary = count(cell, notebook);
      summaries.set(cell, summary);
      return summary;
    },
  };
}

function count(cell: Cell, notebook: Notebook): NetworkSummary | null {
  if (cell.partial?.kind !== 'network') return null;
  const { value } = cell.partial;
  if (countBlocks(value) > mostBlocks) return null;
  const batch = batchOf(cell, notebook);
  const known = counted.get(value);
  if (known?.batch === batch) return known;
  const summary = summarise(planNetwork(value), batch);
  counted.set(value, summary);
  return summary;
}

/** A network that no edit has changed is the same object in the next version. */
const counted = new WeakMap<NetworkValue, NetworkSummary>();

/** The batch of the first recipe that trains a network. */
function batchOf(network: Cell, notebook: Notebook): number {
  const [first] = trainersOf(notebook, network);
  return first?.partial?.kind === 'train' ? first.partial.value.batch : usualBatch;
}

/** A range as the protocol counts it: lines and UTF-16 columns from 0. */
export function rangeIn({ document }: State, { start, end }: TextRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** The cell that an offset lies in or touches. */
export function cellAt({ notebook }: State, offset: number): Cell | null {
  return notebook.cells.find(c => c.range.start <= offset && offset <= c.range.end) ?? null;
}
