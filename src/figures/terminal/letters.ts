import type { Figure, Series } from '../spec.ts';

/** What of a figure's series is told apart, and by which letter; none where there is one. */
export interface Letters {
  /** By id of a series; empty: it needs none. */
  readonly of: (series: string) => string;
  /** The legend: letter or line, and words. */
  readonly rows: readonly {
    readonly letter: string;
    readonly label: string;
    readonly look: Series['look'];
  }[];
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Series of one run and label share a letter: a line, its band and its seeds. */
export function lettersOf(figure: Pick<Figure, 'series' | 'marks'>): Letters {
  const drawn = new Set(figure.marks.map(mark => mark.series));
  const series = figure.series.filter(({ id }) => drawn.has(id));
  const named = series.filter(
    one => one.label !== '' && one.look !== 'theory' && one.slot !== null,
  );
  const keys = [...new Set(named.map(keyOf))];
  const letter = (one: Series) =>
    keys.length < 2 || one.look === 'theory' ? '' : (alphabet[keys.indexOf(keyOf(one))] ?? '');
  const rows = new Map<string, Letters['rows'][number]>();
  for (const one of series)
    if (one.label !== '' && !rows.has(keyOf(one)))
      rows.set(keyOf(one), { letter: letter(one), label: one.label, look: one.look });
  const byId = new Map(series.map(one => [one.id, letter(one)]));
  return { of: id => byId.get(id) ?? '', rows: [...rows.values()] };
}

function keyOf({ slot, label, look }: Series): string {
  return JSON.stringify([slot, label, look === 'theory']);
}
