import type { FiguresQuery } from '../../src/protocol/index.ts';
import type { BlockSelection } from '../base/context.ts';
import type { ResultChoices } from './choices.ts';

interface Asked {
  readonly of: FiguresQuery['of'];
  readonly runs: readonly string[];
  readonly selection: BlockSelection;
}

/** What is asked of a result. `width`: CSS pixels of a plot; `hidden`: ids of rows of the legend, the same list while it has the same ids. */
export function queryOf(
  shown: Asked,
  chosen: ResultChoices,
  width: number,
  hidden: string[],
): FiguresQuery {
  return {
    kind: 'figures',
    of: shown.of,
    runs: [...shown.runs],
    axis: chosen.axis,
    smooth: chosen.smooth,
    width,
    ranges: chosen.ranges,
    frame: chosen.frame,
    selected: shown.selection.selected,
    choices: chosen.choices,
    hidden,
  };
}

/** Lists of ids by what they hold, everything else by the object: a choice that changed is another one. */
export function isSameQuery(a: FiguresQuery, b: FiguresQuery): boolean {
  const keys = Object.keys(a) as (keyof FiguresQuery)[];
  return keys.every(
    key => a[key] === b[key] || (key === 'runs' && a.runs.join() === b.runs.join()),
  );
}
