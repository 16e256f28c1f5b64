import { identityOf } from './identity.ts';
import { barAlpha } from './marks/bar.ts';
import { pointRadius } from './marks/point.ts';
import { ruleStyle } from './marks/rule.ts';
import { markerOf, paintOf } from './marks/style.ts';
import type { LineStyle, Marker, Paint } from './scene.ts';
import type { Figure, Mark, Series } from './spec.ts';

/** A row of the legend of a picture. */
export interface LegendEntry extends Pick<Series, 'label' | 'slot' | 'look'> {
  /** Without: a line of data, with its marker where its look has one. */
  readonly drawnAs?: 'band' | 'rule' | 'points' | 'bar' | 'box';
}

/** The sample of a row: what there is of it, from back to front. */
export interface Sample {
  readonly paint: Paint;
  /** Opacity of a filled rectangle; null: none. */
  readonly box: number | null;
  readonly line: LineStyle | null;
  readonly marker: { readonly shape: Marker; readonly radius: number } | null;
}

/** A series as the picture draws it. */
export function sampleOf(entry: LegendEntry): Sample {
  const { look } = entry;
  const paint = paintOf(entry);
  const none: Sample = { paint, box: null, line: null, marker: null };
  switch (entry.drawnAs) {
    case 'band':
      return { ...none, box: 0.2 };
    case 'bar':
      return { ...none, box: barAlpha(look) };
    case 'box':
      return { ...none, box: 0.16, marker: { shape: 'circle', radius: 1.4 } };
    case 'rule':
      return { ...none, line: ruleStyle(entry) };
    case 'points':
      return { ...none, marker: { shape: markerOf(entry), radius: pointRadius(look) } };
    case undefined: {
      const hasMarker = entry.slot !== null && ['main', 'marked', 'hollow'].includes(look);
      const marker = hasMarker ? { shape: markerOf(entry), radius: 3 } : null;
      return { ...none, line: lineOf(entry, paint), marker };
    }
  }
}

function lineOf({ slot, look }: LegendEntry, paint: Paint): LineStyle {
  const { dash, weight } = identityOf(slot ?? 0);
  const isFaint = ['raw', 'thin', 'other', 'hollow'].includes(look);
  const isSolid = slot === null || (isFaint && look !== 'hollow');
  return {
    paint,
    alpha: isFaint ? 0.6 : 1,
    width: isFaint || weight === 'hairline' ? 1 : weight === 'thin' ? 1.25 : 2,
    dash: look === 'theory' ? [5, 4] : isSolid ? [] : dash,
  };
}

/** What the legend of an exported figure names: each series once, in the order of the figure; a heat map has its scale of colours. */
export function legendOf({ series, marks }: Pick<Figure, 'series' | 'marks'>): LegendEntry[] {
  const seen = new Set<string>();
  return series.flatMap(({ id, label, slot, look }) => {
    const drawn = new Set(marks.filter(mark => mark.series === id).map(({ mark }) => mark));
    drawn.delete('cell');
    const key = JSON.stringify([label, slot, look]);
    if (label === '' || drawn.size === 0 || seen.has(key)) return [];
    seen.add(key);
    const drawnAs = drawnAsOf(drawn);
    return [{ label, slot, look, ...(drawnAs === undefined ? {} : { drawnAs }) }];
  });
}

/** By what is most of it: a line has a band, points have stems and words. */
function drawnAsOf(marks: ReadonlySet<Mark['mark']>): LegendEntry['drawnAs'] {
  if (marks.has('line')) return undefined;
  if (marks.has('box')) return 'box';
  if (marks.has('bar')) return 'bar';
  if (marks.has('point')) return 'points';
  const [only] = marks.size === 1 ? marks : [];
  return only === 'band' || only === 'rule' ? only : undefined;
}
