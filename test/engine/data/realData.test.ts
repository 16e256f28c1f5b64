import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { knownSets } from '../../../src/dataset/index.ts';
import { openDataset, type Dataset, type Split } from '../../../src/engine/data/index.ts';
import { readDataFile } from '../../../src/engine/data/dataFile.ts';
import { needsRealData, realData } from './support.ts';

const folder = realData ?? '';
const opened = new Map<string, Promise<Dataset>>();

function open(set: string): Promise<Dataset> {
  const dataset = opened.get(set) ?? openDataset({ set, format: null }, { folder });
  opened.set(set, dataset);
  return dataset;
}

function countClasses(split: Split): number[] {
  const counts: number[] = [];
  for (const label of split.labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** Mean and standard deviation of each channel, of pixels/255. */
function statistics({ images }: Split, channels: number): { mean: number[]; std: number[] } {
  const sum = new Array<number>(channels).fill(0);
  const squares = new Array<number>(channels).fill(0);
  for (let i = 0; i < images.length; i++) {
    const v = images[i] as number;
    sum[i % channels] = (sum[i % channels] as number) + v;
    squares[i % channels] = (squares[i % channels] as number) + v * v;
  }
  const n = images.length / channels;
  const mean = sum.map(s => s / n);
  return {
    mean: mean.map(m => m / 255),
    std: squares.map((s, c) => Math.sqrt(s / n - (mean[c] as number) ** 2) / 255),
  };
}

describe(`the real sets${needsRealData}`, () => {
  it.skipIf(!realData)('CIFAR-10: published means, deviations and class counts', async () => {
    const set = await open('cifar10');
    expect([set.train.count, set.test.count]).toEqual([50_000, 10_000]);
    expect(countClasses(set.train)).toEqual(new Array(10).fill(5000));
    expect(countClasses(set.test)).toEqual(new Array(10).fill(1000));
    const { mean, std } = statistics(set.train, 3);
    for (const [c, m] of [0.49139968, 0.48215841, 0.44653091].entries()) {
      expect(mean[c]).toBeCloseTo(m, 7);
    }
    for (const [c, s] of [0.24703223, 0.24348513, 0.26158784].entries()) {
      expect(std[c]).toBeCloseTo(s, 7);
    }
    // The first training images of the official order: frog, truck, truck, deer, automobile.
    expect([...set.train.labels.subarray(0, 5)].map(l => set.classes[l])).toEqual([
      'frog',
      'truck',
      'truck',
      'deer',
      'automobile',
    ]);
  });

  it.skipIf(!realData)(
    'MNIST: counts, and the published mean 0.1307 and deviation 0.3081',
    async () => {
      const set = await open('mnist');
      expect(countClasses(set.train)).toEqual([
        5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
      ]);
      expect(countClasses(set.test)).toEqual([
        980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
      ]);
      const { mean, std } = statistics(set.train, 1);
      expect([mean[0]?.toFixed(4), std[0]?.toFixed(4)]).toEqual(['0.1307', '0.3081']);
      expect([...set.train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    },
  );

  it.skipIf(!realData)('USPS: the counts of the book, values from -1 to 1', async () => {
    const set = await open('usps');
    expect(countClasses(set.train)).toEqual([1194, 1005, 731, 658, 652, 556, 664, 645, 542, 644]);
    expect(countClasses(set.test)).toEqual([359, 264, 198, 166, 200, 160, 170, 147, 166, 177]);
    const firstLine = [...set.train.images.subarray(6, 10)];
    expect(firstLine).toEqual([-1, -0.631, 0.862, -0.167].map(Math.fround));
  });

  it.skipIf(!realData)('COIL-20: 72 views an object, 54 train and 18 test', async () => {
    const set = await open('coil20');
    expect(countClasses(set.train)).toEqual(new Array(20).fill(54));
    expect(countClasses(set.test)).toEqual(new Array(20).fill(18));
  });

  it.skipIf(!realData)('the unpacked files have the published digests and sizes', async () => {
    for (const name of ['cifar10', 'mnist', 'usps', 'coil20']) {
      const set = knownSets.find(known => known.name === name);
      for (const file of set?.files ?? []) {
        const { bytes } = await readDataFile(`${folder}/${name}`, file.name);
        if (file.bytes !== null) expect([file.name, bytes.length]).toEqual([file.name, file.bytes]);
        if (file.digest) {
          const found = createHash(file.digest.kind).update(bytes).digest('hex');
          expect([file.name, found]).toEqual([file.name, file.digest.hex]);
        }
      }
    }
  });
});

it('the shipped sample: 300 and 100 of each digit, with the digests of its README', async () => {
  const set = await openDataset({ set: 'mnist-sample', format: null });
  expect(countClasses(set.train)).toEqual(new Array(10).fill(300));
  expect(countClasses(set.test)).toEqual(new Array(10).fill(100));
  for (const file of knownSets[0]?.files ?? []) {
    const { bytes } = await readDataFile('media/data/mnist-sample', file.name);
    expect(bytes.length).toBe(file.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.digest?.hex);
  }
});

it.skipIf(!realData)(
  `the shipped sample is part of MNIST: first of each digit, in order${needsRealData}`,
  async () => {
    const [full, sample] = [await open('mnist'), await open('mnist-sample')];
    for (const split of ['train', 'test'] as const) {
      const taken = new Array<number>(10).fill(0);
      const most = split === 'train' ? 300 : 100;
      let at = 0;
      for (let i = 0; i < full[split].count; i++) {
        const label = full[split].labels[i] as number;
        if ((taken[label] as number) >= most) continue;
        taken[label] = (taken[label] as number) + 1;
        expect(sample[split].labels[at]).toBe(label);
        const image = full[split].images.subarray(784 * i, 784 * i + 784);
        const same = Buffer.compare(
          image as Uint8Array,
          sample[split].images.subarray(784 * at, 784 * at + 784) as Uint8Array,
        );
        if (same !== 0) expect.fail(`image ${at} of ${split} differs`);
        at++;
      }
      expect(at).toBe(sample[split].count);
    }
  },
);
