import type { Figure, Series } from '../spec.ts';

/** What of a figure's series is told apart, and by which letter; none where there is one. */
export interface Letters {
  /** By id of a series; empty: it needs none. */
  readonly of: (series: string) => string;
  readonly rows: readonly LegendLine[];
}

/** A row of the legend: a letter, or what it looks like, and words. */
export interface LegendLine {
  readonly letter: string;
  readonly looks: 'line' | 'theory' | 'band';
  readonly label: string;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Series of one run and label share a letter: a line and its points. Theory, rules and bands are told by what they are. */
export function lettersOf({ series, marks }: Pick<Figure, 'series' | 'marks'>): Letters {
  const looksOf = ({ id, look }: Series): LegendLine['looks'] | 'lettered' | null => {
    const drawn = new Set(marks.filter(mark => mark.series === id).map(({ mark }) => mark));
    if (drawn.size === 0) return null;
    if (look === 'theory') return 'theory';
    if (drawn.size === 1 && drawn.has('band')) return 'band';
    return drawn.size === 1 && drawn.has('rule') ? 'line' : 'lettered';
  };
  const lettered = series.filter(one => one.label !== '' && looksOf(one) === 'lettered');
  const keys = [...new Set(lettered.map(keyOf))];
  const letterOf = (one: Series) =>
    keys.length < 2 || looksOf(one) !== 'lettered'
      ? ''
      : (alphabet[keys.indexOf(keyOf(one))] ?? '');
  const rows = new Map<string, LegendLine>();
  for (const one of series) {
    const looks = looksOf(one);
    if (one.label === '' || looks === null || rows.has(keyOf(one))) continue;
    const isLettered = looks === 'lettered';
    rows.set(keyOf(one), {
      letter: letterOf(one),
      looks: isLettered ? 'line' : looks,
      label: one.label,
    });
  }
  const byId = new Map(series.map(one => [one.id, letterOf(one)]));
  return { of: id => byId.get(id) ?? '', rows: [...rows.values()] };
}

function keyOf({ slot, label, look }: Series): string {
  return JSON.stringify([slot, label, look === 'theory']);
}
