import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { StudyRuntime } from './engineSide.ts';
import { drawNotebook } from './random/notebook.ts';
import { openRuntime } from './runtimes.ts';

let runtime: StudyRuntime;

beforeAll(async () => {
  runtime = await openRuntime('cpu');
});

const seeds = Array.from({ length: 24 }, (_, i) => i + 1);

describe('random networks on the JavaScript engine', () => {
  it.each(seeds)('seed %i', async seed => {
    const drawn = drawNotebook(seed);
    const { differences } = await compare(drawn, runtime);
    expect(differences, drawn.text).toEqual([]);
  });
});
