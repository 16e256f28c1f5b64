/** A file to fetch: the same bytes at each address, tried in this order. */
export interface Download {
  readonly file: string;
  readonly urls: readonly string[];
  readonly bytes: number | null;
  /** As published; null: none is, and the content is checked instead. */
  readonly digest: { readonly kind: 'sha256' | 'sha1' | 'md5'; readonly hex: string } | null;
}

export interface Source {
  readonly set: string;
  readonly downloads: readonly Download[];
  /**
   * How the downloads become the set: `keep` them as they are, take the set's files out of a
   * `tar` archive, or take COIL-20's 128x128 pictures out of a `coil20-zip` and reduce them.
   */
  readonly unpack: 'keep' | 'tar' | 'coil20-zip';
}

/**
 * Mirrors that PyTorch and TensorFlow use: the home page often refuses downloads, and is not reached by https.
 * Nothing is fetched without it: anybody on the way could send anything.
 */
const mnistMirrors = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
];
const uspsHome = 'https://hastie.su.domains/ElemStatLearn/datasets/';
const cifarHome = 'https://www.cs.toronto.edu/~kriz/';

const md5 = (hex: string) => ({ kind: 'md5', hex }) as const;

/** Where each set comes from: its own home page, with the checksums that are published. */
export const sources: readonly Source[] = [
  {
    set: 'mnist',
    unpack: 'keep',
    downloads: [
      mnist('train-images-idx3-ubyte.gz', 9_912_422, 'f68b3c2dcbeaaa9fbdd348bbdeb94873'),
      mnist('train-labels-idx1-ubyte.gz', 28_881, 'd53e105ee54ea40749a09fcbcd1e9432'),
      mnist('t10k-images-idx3-ubyte.gz', 1_648_877, '9fb629c4189551a2d022fa330f9573f3'),
      mnist('t10k-labels-idx1-ubyte.gz', 4_542, 'ec29112dd5afa0611ce80d1b7f02629c'),
    ],
  },
  {
    set: 'cifar10',
    unpack: 'tar',
    downloads: [
      {
        file: 'cifar-10-binary.tar.gz',
        urls: [`${cifarHome}cifar-10-binary.tar.gz`],
        bytes: null,
        digest: md5('c32a1d4ab5d03f1284b67883e8d87530'),
      },
    ],
  },
  {
    set: 'cifar100',
    unpack: 'tar',
    downloads: [
      {
        file: 'cifar-100-binary.tar.gz',
        urls: [`${cifarHome}cifar-100-binary.tar.gz`],
        bytes: null,
        digest: md5('03b5dce01913d631647c71ecec9e9cb8'),
      },
    ],
  },
  {
    set: 'stl10',
    unpack: 'tar',
    downloads: [
      {
        file: 'stl10_binary.tar.gz',
        urls: ['https://cs.stanford.edu/~acoates/stl10/stl10_binary.tar.gz'],
        bytes: null,
        digest: md5('91f7769df0f17e558f3565bffb0c7dfb'),
      },
    ],
  },
  {
    set: 'usps',
    unpack: 'keep',
    downloads: ['zip.train.gz', 'zip.test.gz'].map(file => ({
      file,
      urls: [`${uspsHome}${file}`],
      bytes: null,
      digest: null,
    })),
  },
  {
    set: 'coil20',
    unpack: 'coil20-zip',
    downloads: [
      {
        file: 'coil-20-proc.zip',
        urls: [
          'https://www.cs.columbia.edu/CAVE/databases/SLAM_coil-20_coil-100/coil-20/coil-20-proc.zip',
          'https://cave.cs.columbia.edu/old/databases/SLAM_coil-20_coil-100/coil-20/coil-20-proc.zip',
        ],
        bytes: null,
        digest: null,
      },
    ],
  },
];

function mnist(file: string, bytes: number, hex: string): Download {
  return {
    file,
    urls: mnistMirrors.map(home => home + file),
    bytes,
    digest: md5(hex),
  };
}
