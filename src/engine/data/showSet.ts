import { formatCount } from '../../base/index.ts';
import { describeLeftOut, locateData, picturesIn, type DataPlaces } from '../../dataset/index.ts';
import type { LeftOut } from '../../dataset/index.ts';
import { openDataset } from './openDataset.ts';
import type { Split } from './types.ts';

/** What a run would be given of a set. */
export interface ShownSet {
  readonly name: string;
  readonly folder: string;
  readonly format: string;
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  /** In the order of the labels, with the number of images. */
  readonly classes: readonly {
    readonly name: string;
    readonly train: number;
    readonly test: number;
  }[];
  /** Of a folder of images, what is no part of the set. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads a set by its name or path as a run would, and counts it.
 *
 * @throws UserError as `openDataset`.
 */
export async function showSet(set: string, places: DataPlaces): Promise<ShownSet> {
  const asked = { set, format: null };
  const { folder, layout } = await locateData(asked, places);
  const { name, shape, classes, train, test } = await openDataset(asked, places);
  const [trains, tests] = [train, test].map(split => countByClass(split, classes.length));
  return {
    name,
    folder,
    format: layout.name,
    shape,
    classes: classes.map((each, i) => ({
      name: each,
      train: trains?.[i] ?? 0,
      test: tests?.[i] ?? 0,
    })),
    leftOut: layout.parts === null ? (await picturesIn(folder, 2)).leftOut : [],
  };
}

/** The same for people, a line each. */
export function shownText({ folder, format, shape, classes, leftOut }: ShownSet): string[] {
  const sum = (split: 'train' | 'test') => classes.reduce((total, each) => total + each[split], 0);
  const width = Math.max(5, ...classes.map(({ name }) => name.length));
  const row = (name: string, train: string, test: string) =>
    `${name.padEnd(width)} ${train.padStart(10)} ${test.padStart(10)}`;
  return [
    `${folder} (${format}): ${shape.join('x')}, ${classes.length} classes`,
    row('class', 'training', 'test'),
    ...classes.map(({ name, train, test }) => row(name, formatCount(train), formatCount(test))),
    row('all', formatCount(sum('train')), formatCount(sum('test'))),
    ...(leftOut.length === 0 ? [] : [`left out: ${describeLeftOut(leftOut)}`]),
  ];
}

function countByClass({ labels }: Split, classes: number): number[] {
  const counts = Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
