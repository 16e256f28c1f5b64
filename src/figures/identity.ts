import type { Marker } from './scene.ts';

/** How a run looks everywhere: dash and marker repeat what the colour says. */
export interface RunIdentity {
  /** Index into `Theme.runs`. */
  readonly colour: number;
  /** Pixels on, off, ... */
  readonly dash: readonly number[];
  readonly marker: Marker;
  /** The first five runs are full, the next five thin, all others hairlines. */
  readonly weight: 'full' | 'thin' | 'hairline';
}

const looks: readonly Pick<RunIdentity, 'dash' | 'marker'>[] = [
  { dash: [], marker: 'circle' },
  { dash: [7, 3], marker: 'square' },
  { dash: [2.5, 2], marker: 'triangle' },
  { dash: [9, 3, 2, 3], marker: 'diamond' },
  { dash: [4, 2], marker: 'ring' },
];

export function identityOf(slot: number): RunIdentity {
  const colour = slot % looks.length;
  const { dash, marker } = looks[colour] ?? { dash: [], marker: 'circle' };
  const weight = slot < looks.length ? 'full' : slot < 2 * looks.length ? 'thin' : 'hairline';
  return { colour, dash, marker, weight };
}
