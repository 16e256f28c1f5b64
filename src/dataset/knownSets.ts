import { defined, knownDataSets } from '../base/index.ts';
import {
  cifar100Classes,
  cifar10Classes,
  coil20Classes,
  digitClasses,
  stl10Classes,
} from './classNames.ts';
import type { LayoutName } from './layouts.ts';

/** A file of a set as it is when unpacked. */
export interface KnownFile {
  readonly name: string;
  /** Bytes; null where white space in the text may differ between copies. */
  readonly bytes: number | null;
  readonly digest: { readonly kind: 'sha256' | 'sha1' | 'md5'; readonly hex: string } | null;
}

/** A public data set that can be called by its name. */
export interface KnownSet {
  readonly name: string;
  readonly title: string;
  readonly format: LayoutName;
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly counts: { readonly train: number; readonly test: number };
  readonly homePage: string;
  /** Licence or terms as stated on the home page or commonly reported; not a grant. */
  readonly terms: string;
  readonly cite: string;
  readonly files: readonly KnownFile[];
}

const sha256 = (hex: string) => ({ kind: 'sha256', hex }) as const;
const sha1 = (hex: string) => ({ kind: 'sha1', hex }) as const;
const md5 = (hex: string) => ({ kind: 'md5', hex }) as const;

const mnistTerms =
  'Copyright Yann LeCun and Corinna Cortes, derived from NIST data; commonly reported as CC BY-SA 3.0.';
const mnistCite =
  'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-Based Learning Applied to Document ' +
  'Recognition. Proc. IEEE, 1998.';
const krizhevsky =
  'A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images. Technical report, ' +
  'University of Toronto, 2009.';
const cifarTerms =
  'No licence stated; the page asks to cite the technical report. The images come from the web and ' +
  'rights in single images are not cleared: research and benchmark use.';

/**
 * What the files of the sets are that are known by name. Digests: MNIST, the official files; CIFAR, the SHA-1 of the
 * official archives' members as Apache MXNet publishes them; STL-10, the MD5 that torchvision
 * publishes; COIL-20 at 32x32 and the sample, those of the files themselves, as there is no
 * official one; USPS none, as copies differ in white space.
 */
const sets: readonly Omit<KnownSet, 'title' | 'shape' | 'counts'>[] = [
  {
    name: 'mnist-sample',
    format: 'idx',
    classes: digitClasses,
    homePage: 'http://yann.lecun.com/exdb/mnist/',
    terms: mnistTerms,
    cite: mnistCite,
    files: [
      {
        name: 'train-images-idx3-ubyte',
        bytes: 2_352_016,
        digest: sha256('04dc55b9072e88982f00c049c1092bb9f06118d3152ab2dac88b674efba0e9aa'),
      },
      {
        name: 'train-labels-idx1-ubyte',
        bytes: 3_008,
        digest: sha256('3a69e20f4a9ede3b09857101d9eba527da93a31693538b1c58c2e9ba371d19ce'),
      },
      {
        name: 't10k-images-idx3-ubyte',
        bytes: 784_016,
        digest: sha256('b97c8bfeb834d8e7999eaa2d69239abe06653dc09c1e5d7eb0c974c5965bc6a9'),
      },
      {
        name: 't10k-labels-idx1-ubyte',
        bytes: 1_008,
        digest: sha256('41cf2f530031915ba9fbb241407c369dba1acd7515053edff48cebeee8b260f4'),
      },
    ],
  },
  {
    name: 'mnist',
    format: 'idx',
    classes: digitClasses,
    homePage: 'http://yann.lecun.com/exdb/mnist/',
    terms: mnistTerms,
    cite: mnistCite,
    files: [
      {
        name: 'train-images-idx3-ubyte',
        bytes: 47_040_016,
        digest: sha256('ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db'),
      },
      {
        name: 'train-labels-idx1-ubyte',
        bytes: 60_008,
        digest: sha256('65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5'),
      },
      {
        name: 't10k-images-idx3-ubyte',
        bytes: 7_840_016,
        digest: sha256('0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7'),
      },
      {
        name: 't10k-labels-idx1-ubyte',
        bytes: 10_008,
        digest: sha256('ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'),
      },
    ],
  },
  {
    name: 'cifar10',
    format: 'cifar10',
    classes: cifar10Classes,
    homePage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    terms: cifarTerms,
    cite: krizhevsky,
    files: [
      ['data_batch_1.bin', 'aadd24acce27caa71bf4b10992e9e7b2d74c2540'],
      ['data_batch_2.bin', 'c0ba65cce70568cd57b4e03e9ac8d2a5367c1795'],
      ['data_batch_3.bin', '1dd00a74ab1d17a6e7d73e185b69dbf31242f295'],
      ['data_batch_4.bin', 'aab85764eb3584312d3c7f65fd2fd016e36a258e'],
      ['data_batch_5.bin', '26e2849e66a845b7f1e4614ae70f4889ae604628'],
      ['test_batch.bin', '67eb016db431130d61cd03c7ad570b013799c88c'],
    ].map(([name = '', hex = '']) => ({ name, bytes: 30_730_000, digest: sha1(hex) })),
  },
  {
    name: 'cifar100',
    format: 'cifar100',
    classes: cifar100Classes,
    homePage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    terms: cifarTerms,
    cite: krizhevsky,
    files: [
      {
        name: 'train.bin',
        bytes: 153_700_000,
        digest: sha1('e207cd2e05b73b1393c74c7f5e7bea451d63e08e'),
      },
      {
        name: 'test.bin',
        bytes: 30_740_000,
        digest: sha1('8fb6623e830365ff53cf14adec797474f5478006'),
      },
    ],
  },
  {
    name: 'stl10',
    format: 'stl10',
    classes: stl10Classes,
    homePage: 'https://cs.stanford.edu/~acoates/stl10/',
    terms: 'No licence stated; the images were taken from ImageNet. Cite the paper.',
    cite:
      'A. Coates, H. Lee, A. Y. Ng: An Analysis of Single-Layer Networks in Unsupervised Feature ' +
      'Learning. AISTATS, 2011.',
    files: [
      { name: 'train_X.bin', bytes: 138_240_000, digest: md5('918c2871b30a85fa023e0c44e0bee87f') },
      { name: 'train_y.bin', bytes: 5000, digest: md5('5a34089d4802c674881badbb80307741') },
      { name: 'test_X.bin', bytes: 221_184_000, digest: md5('7f263ba9f9e0b06b93213547f721ac82') },
      { name: 'test_y.bin', bytes: 8000, digest: md5('36f9794fa4beb8a2c72628de14fa638e') },
    ],
  },
  {
    name: 'usps',
    format: 'usps',
    classes: digitClasses,
    homePage: 'https://hastie.su.domains/ElemStatLearn/data.html',
    terms:
      'No licence stated; made available by the neural network group at AT&T research labs for ' +
      'the book The Elements of Statistical Learning.',
    cite: 'Y. Le Cun et al.: Handwritten Digit Recognition with a Back-Propagation Network. NIPS, 1990.',
    files: [
      { name: 'zip.train', bytes: null, digest: null },
      { name: 'zip.test', bytes: null, digest: null },
    ],
  },
  {
    name: 'coil20',
    format: 'coil20',
    classes: coil20Classes,
    homePage: 'https://www.cs.columbia.edu/CAVE/software/softlib/coil-20.php',
    terms: 'Offered for research by the Columbia CAVE laboratory; no formal licence known.',
    cite:
      'S. A. Nene, S. K. Nayar, H. Murase: Columbia Object Image Library (COIL-20). Technical ' +
      'report CUCS-005-96, Columbia University, 1996.',
    files: [
      {
        name: 'coil20_32x32_u16.bin',
        bytes: 2_950_560,
        digest: sha256('858bdfe0dd4ab01032f6cdd29f2694770841b9886c31d1740f523eff5638fb64'),
      },
    ],
  },
];

/** The same with what the language knows of them. */
export const knownSets: readonly KnownSet[] = sets.map(set => {
  const { title, shape, train, test } = defined(knownDataSets.get(set.name), set.name);
  return { ...set, title, shape, counts: { train, test } };
});

/** The set of this name, if it is a known one. */
export function findKnownSet(name: string): KnownSet | null {
  return knownSets.find(set => set.name === name) ?? null;
}
