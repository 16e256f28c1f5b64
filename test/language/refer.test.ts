import { expect, it } from 'vitest';
import {
  type Cell,
  networkCellOf,
  outsideRunOf,
  parseNotebook,
  trainersOf,
  trainingCellOf,
  trainingCellsOf,
  weightsCellOf,
} from '../../src/language/index.ts';

const notebook = parseNotebook(`network: a
preset: {resnet, depth: 14}
---
network: b
preset: {resnet, depth: 20}
---
train: a
network: b
data: cifar10
---
train: c
network: b
data: cifar10
from: a
---
lesion: l
of: c
---
lesion: outside
of: 20261121-062501-base-4f2c
---
compare: both
of: [c, a]
`);
const cell = (name: string, kind: Cell['kind']) => {
  const found = notebook.cells.find(c => c.name === name && c.kind === kind);
  if (found === undefined) throw new Error(name);
  return found;
};
const [netB, trainA, trainC] = [cell('b', 'network'), cell('a', 'train'), cell('c', 'train')];

it('follows names to cells of the kind that is meant, though others have the name', () => {
  expect(networkCellOf(notebook, trainA)).toBe(netB);
  expect(weightsCellOf(notebook, trainC)).toBe(trainA);
  expect(weightsCellOf(notebook, trainA)).toBeNull();
  expect(trainingCellOf(notebook, cell('l', 'lesion'))).toBe(trainC);
  expect(trainingCellsOf(notebook, cell('both', 'compare'))).toEqual([trainC, trainA]);
  expect(trainersOf(notebook, netB)).toEqual([trainA, trainC]);
  expect(trainersOf(notebook, cell('a', 'network'))).toEqual([]);
});

it('tells a run outside of the notebook', () => {
  const outside = cell('outside', 'lesion');
  expect(trainingCellOf(notebook, outside)).toBeNull();
  expect(outsideRunOf(outside)).toBe('20261121-062501-base-4f2c');
  expect(outsideRunOf(cell('l', 'lesion'))).toBeNull();
});
