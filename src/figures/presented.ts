import type { Figure, NumberFormat, ReadValue, Series, Tables } from './spec.ts';

/** A computed sentence; what is strong shows bold. */
export type Sentence = readonly (string | Strong)[];

export interface Strong {
  readonly strong: string;
}

export const strong = (text: string): Strong => ({ strong: text });

/** Without emphasis: for terminals, tests and names of figures. */
export function plainText(sentence: Sentence): string {
  return sentence.map(part => (typeof part === 'string' ? part : part.strong)).join('');
}

/** All that is shown of a result, whoever shows it: a page, a terminal, a file. */
export interface Presented {
  readonly tables: Tables;
  readonly figures: readonly Figure[];
  /** Rows of the legend, in order, which is the readout. */
  readonly legend: readonly LegendRow[];
  readonly sentences: readonly Said[];
  /** Tables that are shown as such, e.g. where trainings end. */
  readonly listed: readonly ListedTable[];
  /** Choices of the reader between what is shown: which run is in front, measured or recorded. */
  readonly choices: readonly Choice[];
  /** A slider over recorded steps; null: none. */
  readonly frames: Frames | null;
  /** The network whose blocks the figures stand over, drawn above them; null: none. */
  readonly diagram: Diagram | null;
}

export interface Diagram {
  /** Id of a run, and blocks of its network. */
  readonly run: string;
  readonly blocks: number;
  /** The run as legends name it. */
  readonly of: string;
}

/** `loud`: what the picture shows; `quiet`: how it was measured, what is left out; `warning`: what makes it untrue. */
export interface Said {
  readonly tone: 'loud' | 'quiet' | 'warning';
  readonly text: Sentence;
}

export interface LegendRow {
  /** What `Series.legend` names. */
  readonly id: string;
  readonly label: string;
  readonly slot: number | null;
  readonly look: Series['look'];
  /** What stands in its fixed places. */
  readonly values: readonly ReadValue[];
  /** The place of the first value is said behind the label: `test, at step 400`. */
  readonly saysPlace?: boolean;
  /** Off until the reader turns it on. */
  readonly startsHidden?: boolean;
}

export interface ListedTable {
  readonly title: string;
  /** It says what figures show, for a terminal: whoever shows those with their own tables leaves it out. */
  readonly repeatsFigures?: true;
  readonly data: string;
  readonly columns: readonly {
    readonly column: string;
    /** For people. */
    readonly head: string;
    /** What CSV and JSON call it. Without: as the column. */
    readonly name?: string;
    readonly format?: NumberFormat;
    /** A bar as long as the value, against the greatest of the column. */
    readonly hasBar?: boolean;
    /** The column that holds the slots of runs, whose sample of line stands in front. */
    readonly slots?: string;
  }[];
}

export interface Choice {
  /** What the next query says of it: `choices: {source: 'recorded'}`. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly {
    readonly id: string;
    readonly label: string;
    readonly tip?: string;
  }[];
  readonly chosen: string;
}

export interface Frames {
  /** Recorded steps, ascending. */
  readonly steps: Int32Array;
  readonly shown: number;
  /** Steps that the run goes to; 0: not known. */
  readonly planned: number;
  readonly isLive: boolean;
}

export const nothingPresented: Presented = {
  tables: {},
  figures: [],
  legend: [],
  sentences: [],
  listed: [],
  choices: [],
  frames: null,
  diagram: null,
};
