import type { Figure } from '../../../src/figures/index.ts';
import { BlockPointing } from './blockPointing.ts';
import { LinePointing } from './linePointing.ts';
import type { PointedFigure, Pointing } from './pointing.ts';
import { PointPointing } from './pointPointing.ts';

/** How a figure is pointed at: by blocks, along lines, or point by point. */
export function pointingOf({ x, marks }: Figure): new (figure: PointedFigure) => Pointing {
  if (x.scale === 'block') return BlockPointing;
  const hasLines = marks.some(mark => mark.mark === 'line');
  return x.scale === 'time' || (hasLines && x.scale !== 'ordinal') ? LinePointing : PointPointing;
}
