import fs from 'node:fs';
import { expect, it } from 'vitest';
import { normDefinitions } from '../../src/base/index.ts';
import { findKnownSet, knownSets } from '../../src/dataset/index.ts';
import { knownDataSets } from '../../src/language/index.ts';

const page = (name: string) =>
  fs.readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8').replace(/\s+/g, ' ');

it('quotes what a norm is', () => {
  const text = page('studies.md');
  for (const name of ['state', 'studiedResidual', 'gradient'] as const)
    expect(text).toContain(`: ${normDefinitions[name]}.`);
});

it('has the shape, the classes and the counts of every known data set', () => {
  const text = page('data.md');
  const rows = [
    ...text.matchAll(
      /\| `([a-z0-9-]+)` \| (\d+)x(\d+) (grey|colour), (\d+) \w+ \| ([\d,]+) \/ ([\d,]+)/g,
    ),
  ];
  const found = rows.map(([, name, height, width, colour, classes, train, test]) => [
    name,
    [Number(height), Number(width), colour === 'grey' ? 1 : 3],
    Number(classes),
    Number(train?.replace(',', '')),
    Number(test?.replace(',', '')),
  ]);
  const known = [...knownDataSets.values()].map(set => [
    set.name,
    [...set.shape],
    set.classes,
    set.train,
    set.test,
  ]);
  expect(found.sort()).toEqual(known.sort());
});

it('names the classes of every known data set, as many as there are', () => {
  expect(knownSets.map(set => set.name).sort()).toEqual([...knownDataSets.keys()].sort());
  for (const [name, { classes }] of knownDataSets)
    expect(new Set(findKnownSet(name)?.classes).size).toBe(classes);
});
