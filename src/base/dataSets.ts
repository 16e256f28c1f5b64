/** What is known of a public data set without having it. */
export interface DataSetFacts {
  readonly name: string;
  readonly title: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  readonly train: number;
  readonly test: number;
  /** Augmentation of the papers for this set. */
  readonly augment: { readonly pad: number; readonly flip: boolean };
}

const none = { pad: 0, flip: false };
const cifar = { pad: 4, flip: true };

/** Data sets that a cell may name without a path. */
export const knownDataSets: ReadonlyMap<string, DataSetFacts> = new Map(
  (
    [
      ['cifar10', 'CIFAR-10', [32, 32, 3], 10, 50_000, 10_000, cifar],
      ['cifar100', 'CIFAR-100', [32, 32, 3], 100, 50_000, 10_000, cifar],
      [
        'stl10',
        'STL-10 (the labelled images)',
        [96, 96, 3],
        10,
        5_000,
        8_000,
        { pad: 12, flip: true },
      ],
      ['mnist', 'MNIST', [28, 28, 1], 10, 60_000, 10_000, none],
      [
        'mnist-sample',
        'MNIST, 4,000 digits (shipped with Residual Lab)',
        [28, 28, 1],
        10,
        3_000,
        1_000,
        none,
      ],
      ['coil20', 'COIL-20 (every fourth view tests)', [32, 32, 1], 20, 1_080, 360, none],
      ['usps', 'USPS zip-code digits', [16, 16, 1], 10, 7_291, 2_007, none],
    ] as const
  ).map(([name, title, shape, classes, train, test, augment]) => [
    name,
    { name, title, shape, classes, train, test, augment },
  ]),
);

/** A data set is a name, or a path if it has a separator or begins with a dot. */
export function isDataPath(set: string): boolean {
  return /[\\/]/.test(set) || set.startsWith('.') || set.startsWith('~');
}
