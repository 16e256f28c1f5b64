import type { FiguresQuery } from '../../src/protocol/index.ts';
import type { LegendRow, ScaleName } from '../../src/figures/index.ts';

/** What the reader chose of a result. Each change makes a new object, with the old ones in it where nothing changed. */
export interface ResultChoices {
  readonly axis: FiguresQuery['axis'];
  readonly smooth: number | null;
  /** A recorded step; null: the newest, and follow. */
  readonly frame: number | null;
  /** By id of the choice. */
  readonly choices: Readonly<Record<string, string>>;
  /** Rows of the legend that were clicked, and whether they are shown since. */
  readonly toggled: ReadonlyMap<string, boolean>;
  /** Scale of y, by id of the figure. */
  readonly scales: Readonly<Record<string, ScaleName>>;
  /** The part of x that is shown, by group. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
}

export const nothingChosen: ResultChoices = {
  axis: null,
  smooth: null,
  frame: null,
  choices: {},
  toggled: new Map(),
  scales: {},
  ranges: {},
};

/** Choices outlive the element of a result, which is made anew when its cell comes back to the screen. */
export class KeptChoices {
  readonly #kept = new Map<string, ResultChoices>();

  of(result: string): ResultChoices {
    return this.#kept.get(result) ?? nothingChosen;
  }

  keep(result: string, choices: ResultChoices): void {
    this.#kept.set(result, choices);
  }
}

/** Ids of the rows that are off. */
export function hiddenRows(
  legend: readonly LegendRow[],
  { toggled }: Pick<ResultChoices, 'toggled'>,
): ReadonlySet<string> {
  const isShown = ({ id, startsHidden }: LegendRow) => toggled.get(id) ?? startsHidden !== true;
  return new Set(legend.filter(row => !isShown(row)).map(row => row.id));
}

/** A click shows or hides a row; with Alt it leaves only that one of `all`, or brings all back. */
export function toggledRows(
  row: string,
  isAlone: boolean,
  hidden: ReadonlySet<string>,
  all: readonly string[],
): ReadonlyMap<string, boolean> {
  if (!isAlone)
    return new Map([...all.map(id => [id, !hidden.has(id)] as const), [row, hidden.has(row)]]);
  const others = all.filter(id => id !== row);
  const wasAlone = !hidden.has(row) && others.every(id => hidden.has(id));
  return new Map(all.map(id => [id, wasAlone || id === row]));
}
