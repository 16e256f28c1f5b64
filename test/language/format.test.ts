import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { applyEdits, digestCell, formatCells, parseNotebook } from '../../src/language/index.ts';
import { correct } from './notebooks.ts';

const formatted = (text: string) => applyEdits(text, formatCells(text));

describe('formatting', () => {
  it('brings white space into one form and keeps comments', () => {
    expect(
      formatted(`network:   a   # its name
input: [ 32,32 , 3 ]
stages:
- {blocks:  2, filters: 16 }
-   blocks: 2
    # wide
    filters: 32


block:
      - norm
      - conv 3   
---
train: t
network: a
data:
    set: mnist
    train:  100
`),
    ).toBe(`network: a   # its name
input: [32, 32, 3]
stages:
  - {blocks: 2, filters: 16}
  - blocks: 2
    # wide
    filters: 32

block:
  - norm
  - conv 3
---
train: t
network: a
data:
  set: mnist
  train: 100
`);
  });

  it('ends with a line break and keeps that of Windows', () => {
    expect(formatted('network: a\r\npreset:  resnet')).toBe('network: a\r\npreset: resnet\r\n');
  });

  it.each([
    'note: |\n    # Deep   \n\n\n    text  \n',
    'network: a\nstages: [\n  {blocks: 1},\n',
    'network: a\n\tstages: 1\n',
    'nothing   of this\n',
    '',
  ])('leaves %j alone', text => {
    expect(formatted(text)).toBe(text);
  });

  it('changes no values and is done at once', () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = Random.of('format', seed);
      const source = correct[random.below(correct.length)] ?? '';
      // More white space at random places, where it may or may not mean something.
      let text = source;
      for (let n = random.below(5); n > 0; n--) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + [' ', '\n', '  '][random.below(3)] + text.slice(at);
      }
      const once = formatted(text);
      expect(formatted(once), JSON.stringify(text)).toBe(once);
      const before = parseNotebook(text);
      const after = parseNotebook(once);
      expect(after.cells.map(c => digestCell(after, c.name))).toEqual(
        before.cells.map(c => digestCell(before, c.name)),
      );
      expect(once.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });
});
