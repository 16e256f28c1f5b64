import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { drawNotebook } from './random/notebook.ts';
import { openRuntime } from './runtimes.ts';

const found = await openRuntime('tensorflow').then(
  runtime => ({ runtime, missing: '' }),
  (error: unknown) => ({ runtime: null, missing: ` (skipped: ${(error as Error).message})` }),
);

describe.skipIf(found.runtime === null)(`random networks on TensorFlow${found.missing}`, () => {
  it.each([101, 102, 103, 104, 105, 106])('seed %i', async seed => {
    if (found.runtime === null) return;
    const drawn = drawNotebook(seed);
    const { differences } = await compare(drawn, found.runtime);
    expect(differences, drawn.text).toEqual([]);
  });
});
