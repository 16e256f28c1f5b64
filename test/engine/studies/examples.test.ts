import { describe, expect, it } from 'vitest';
import {
  splitDataset,
  type Dataset,
  type EvaluationSource,
} from '../../../src/engine/data/index.ts';
import { openStudyExamples } from '../../../src/engine/studies/index.ts';

/** Images of one pixel whose value is their index; test images begin at 100. */
const dataset: Dataset = {
  name: 'numbers',
  shape: [1, 1, 1],
  classes: ['even', 'odd'],
  train: numbers(0, 50),
  test: numbers(100, 20),
};

function numbers(first: number, count: number) {
  const values = Array.from({ length: count }, (_, i) => first + i);
  return {
    count,
    images: Float32Array.from(values),
    labels: Int32Array.from(values, v => v % 2),
  };
}

const options = {
  data: { validation: 10, trainSubset: null, testSubset: null, standardize: 'none' },
  seed: 3,
  examples: null,
  batch: 8,
  worker: false,
} as const;

async function imagesOf(source: EvaluationSource): Promise<number[]> {
  const images: number[] = [];
  for (let i = 0; i < source.batches; i++) images.push(...(await source.batch(i)).images);
  await source.close();
  return images;
}

describe('examples of a study', () => {
  it('are the split that the run with this seed had', async () => {
    const views = splitDataset(dataset, { ...options.data, seed: 3 });
    for (const split of ['train', 'validation', 'test'] as const) {
      const view = views[split];
      const expected = [...(view?.indices ?? [])].map(i => view?.split.images[i]);
      expect(await imagesOf(openStudyExamples(dataset, { ...options, split }))).toEqual(expected);
    }
  });

  it('are the first of a seeded shuffle, so fewer are part of more', async () => {
    const take = (examples: number) =>
      imagesOf(openStudyExamples(dataset, { ...options, split: 'test', examples }));
    const few = await take(5);
    const more = await take(12);
    expect(few).toHaveLength(5);
    expect(new Set(few).size).toBe(5);
    expect(few.filter(v => !more.includes(v))).toEqual([]);
    expect(few).not.toEqual([100, 101, 102, 103, 104]);
    expect(await take(1000)).toHaveLength(20);
  });

  it('of a validation split that the run did not hold out are refused', () => {
    const data = { ...options.data, validation: 0 };
    expect(() => openStudyExamples(dataset, { ...options, data, split: 'validation' })).toThrow(
      /held out no validation/,
    );
  });
});
