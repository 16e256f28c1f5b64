import {
  fits,
  listOf,
  number,
  orNull,
  recordOf,
  row,
  shape,
  text,
  words,
  flag,
  type Of,
} from '../../src/untrusted/index.ts';
import { KeptChoices, nothingChosen, type ResultChoices } from '../results/choices.ts';

/** What the view keeps when it is hidden or the window is reloaded. */
export interface ViewState {
  /** Names of sections that are folded. */
  readonly folded: readonly string[];
  readonly curves: ResultChoices;
}

const range = row(number, number);
const kept = shape({
  folded: listOf(text()),
  curves: shape({
    axis: orNull(words('step', 'epoch', 'seconds')),
    smooth: orNull(number),
    choices: recordOf(text()),
    toggled: listOf(row(text(), flag)),
    scales: recordOf(words('linear', 'log', 'symlog', 'ordinal', 'block', 'time')),
    ranges: recordOf(range),
  }),
});

type Kept = Of<typeof kept>;

const atFirst: ViewState = { folded: [], curves: nothingChosen };

/** What was kept; where that cannot be understood, nothing. */
export function viewStateOf(value: unknown): ViewState {
  if (!fits(kept, value)) return atFirst;
  const { folded, curves } = value;
  return { folded, curves: { ...curves, frame: null, toggled: new Map(curves.toggled) } };
}

/** As it is kept: plain JSON. */
export function keptOf({ folded, curves }: ViewState): Kept {
  const { axis, smooth, choices, toggled, scales, ranges } = curves;
  return { folded, curves: { axis, smooth, choices, toggled: [...toggled], scales, ranges } };
}

/** The choices of the curves, which are those of whatever runs are selected. */
export class CurvesChoices extends KeptChoices {
  readonly #onKeep: (choices: ResultChoices) => void;

  constructor(before: ResultChoices, onKeep: (choices: ResultChoices) => void) {
    super();
    super.keep(curvesName, before);
    this.#onKeep = onKeep;
  }

  override keep(result: string, choices: ResultChoices): void {
    super.keep(result, choices);
    this.#onKeep(choices);
  }
}

export const curvesName = 'curves';
