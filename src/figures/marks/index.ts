import { layBand } from './band.ts';
import { layBars } from './bar.ts';
import { layBoxes } from './box.ts';
import { layCells } from './cell.ts';
import { layLine } from './line.ts';
import type { Drawn, MarkOf, Place } from './place.ts';
import { layPoints } from './point.ts';
import { layRule } from './rule.ts';
import { layStems } from './stem.ts';
import { layTexts } from './text.ts';

type Kind = Drawn['mark']['mark'];
type Lay<K extends Kind> = (drawn: Drawn<MarkOf<K>>, place: Place) => void;

const marks: { readonly [K in Kind]: Lay<K> } = {
  line: layLine,
  point: layPoints,
  rule: layRule,
  stem: layStems,
  band: layBand,
  bar: layBars,
  box: layBoxes,
  cell: layCells,
  text: layTexts,
};

/** Adds the items of a mark to its panel. */
export function layMark(drawn: Drawn, place: Place): void {
  const lay = marks[drawn.mark.mark] as (drawn: Drawn, place: Place) => void;
  lay(drawn, place);
}
