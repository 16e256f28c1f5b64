import type { CurveAxis } from '../../src/protocol/index.ts';

/** What the view keeps when it is hidden or the window is reloaded. */
export interface ViewState {
  readonly quantity: Quantity;
  readonly axis: CurveAxis;
  readonly isLog: boolean;
  /** Seeds of a cell are drawn each for itself, not as their mean. */
  readonly isSplit: boolean;
  /** Names of sections that are folded. */
  readonly folded: readonly string[];
  /** Runs whose curves are switched off. */
  readonly hidden: readonly string[];
}

export type Quantity = 'accuracy' | 'loss';

export const quantities: readonly Quantity[] = ['accuracy', 'loss'];
export const curveAxes: readonly CurveAxis[] = ['step', 'epoch', 'seconds'];

/** What was kept, as far as it can be understood. */
export function viewStateOf(kept: unknown): ViewState {
  const state = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.filter(v => typeof v === 'string') : [];
  return {
    quantity: quantities.find(q => q === state['quantity']) ?? 'accuracy',
    axis: curveAxes.find(a => a === state['axis']) ?? 'step',
    isLog: state['isLog'] === true,
    isSplit: state['isSplit'] === true,
    folded: texts(state['folded']),
    hidden: texts(state['hidden']),
  };
}
