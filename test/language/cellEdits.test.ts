import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  applyEdits,
  deleteCell,
  duplicateCell,
  insertCell,
  moveCell,
  parseNotebook,
  type TextEdit,
  toCode,
  toNote,
} from '../../src/language/index.ts';
import { correct } from './notebooks.ts';

const three = `# first
note: a
---
# second
network: b   # kept
---
network: c
`;

function after(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, edits);
}

describe('one cell', () => {
  it('goes in before the first, between and last', () => {
    expect(after(three, insertCell(three, 0, 'network: n'))).toBe(`network: n\n---\n${three}`);
    expect(after(three, insertCell(three, 1, 'network: n\n'))).toBe(
      three.replace('---\n# second', '---\nnetwork: n\n---\n# second'),
    );
    expect(after(three, insertCell(three, 9, 'network: n'))).toBe(`${three}---\nnetwork: n\n`);
    expect(after('', insertCell('', 0, 'note: n'))).toBe('note: n\n');
    expect(after('# c', insertCell('# c', 0, 'note: n'))).toBe('# c\nnote: n\n');
    expect(insertCell(three, 0, '  \n')).toEqual([]);
  });

  it('takes the line ends of the text', () => {
    const text = 'note: a\r\n---\r\nnote: b';
    expect(after(text, insertCell(text, 2, 'train: t\nnetwork: n'))).toBe(
      'note: a\r\n---\r\nnote: b\r\n---\r\ntrain: t\r\nnetwork: n\r\n',
    );
  });

  it('goes out at the top, between and last', () => {
    expect(after(three, deleteCell(three, 0))).toBe(three.slice(three.indexOf('# second')));
    expect(after(three, deleteCell(three, 1))).toBe('# first\nnote: a\n---\nnetwork: c\n');
    expect(after(three, deleteCell(three, 2))).toBe(three.slice(0, three.lastIndexOf('---')));
    expect(deleteCell(three, 3)).toEqual([]);
  });

  it('moves down and up', () => {
    const [a, b, c] = ['# first\nnote: a\n', '# second\nnetwork: b   # kept\n', 'network: c\n'];
    const join = (...cells: readonly string[]) => cells.join('---\n');
    expect(after(three, moveCell(three, 0, 2))).toBe(join(b, c, a));
    expect(after(three, moveCell(three, 2, 0))).toBe(join(c, a, b));
    expect(after(three, moveCell(three, 1, 0))).toBe(join(b, a, c));
    expect(after(three, moveCell(three, 1, 2))).toBe(join(a, c, b));
    expect(moveCell(three, 1, 1)).toEqual([]);
  });

  it('is copied under a free name', () => {
    const text = 'network: b\n---\ntrain: "b-2"\nnetwork: b';
    const names = (t: string) => parseNotebook(t).cells.map(cell => cell.name);
    expect(names(after(text, duplicateCell(text, 0)))).toEqual(['b', 'b-3', 'b-2']);
    expect(after(text, duplicateCell(text, 1))).toBe(`${text}\n---\ntrain: b-3\nnetwork: b\n`);
  });

  it('becomes a note and a cell again', () => {
    const text = '# top\nnetwork: b # kept\nstages:\n  - {blocks: 1}\n\n  # inside\n---\nnote: c\n';
    const note = after(text, toNote(text, 0));
    expect(note).toBe(
      '# top\nnote: |\n  network: b # kept\n  stages:\n    - {blocks: 1}\n\n    # inside\n---\nnote: c\n',
    );
    expect(after(note, toCode(note, 0))).toBe(text);
    expect(after('note:\n', toCode('note:\n', 0))).toBe('network: \n');
    expect(after('note: {a: 1}', toCode('note: {a: 1}', 0))).toBe('note: {a: 1}');
  });
});

/** What stands in each cell, without the white space around it. */
function cellsOf(text: string): string[] {
  const { cells } = parseNotebook(text);
  return cells.map(cell => text.slice(cell.range.start, cell.range.end));
}

const broken = ['network: [', 'train: "x\nnetwork: ', 'nothing', '{a: 1', '- x\n- y', 'stages: 3'];

/** Cells of correct notebooks and broken ones, joined with all kinds of markers. */
function randomText(random: Random): string {
  const pool = [...correct.flatMap(cellsOf), ...broken].filter(c => !c.includes('\r'));
  const markers = [
    '---\n',
    '---\n',
    '--- # why\n',
    '---   \n',
    '...\n---\n',
    '---\n# only this\n---\n',
  ];
  let text = random.below(3) === 0 ? '---\n' : random.below(3) === 0 ? '%YAML 1.2\n---\n' : '';
  if (random.below(4) === 0) text += '# head\n\n';
  for (let n = random.below(5) + 1; n > 0; n--) {
    text += pool[random.below(pool.length)] ?? '';
    if (n > 1 || random.below(2) === 0) text += ['\n', '\n\n', '\n# end\n'][random.below(3)] ?? '';
    if (n > 1) text += markers[random.below(markers.length)] ?? '';
  }
  return random.below(3) === 0 ? text.replaceAll('\n', '\r\n') : text;
}

describe('for random notebooks', () => {
  it('cells go in, out, up and down, and the others stay', () => {
    for (let seed = 0; seed < 150; seed++) {
      const random = Random.of('cell edits', seed);
      const text = randomText(random);
      const cells = cellsOf(text);
      const from = random.below(cells.length);
      const to = random.below(cells.length);
      const [moved = ''] = cells.slice(from, from + 1);
      const others = cells.filter((_, i) => i !== from);
      const message = `seed ${seed}: ${JSON.stringify(text)}`;

      expect(cellsOf(after(text, deleteCell(text, from))), message).toEqual(others);
      const reordered = [...others.slice(0, to), moved, ...others.slice(to)];
      expect(cellsOf(after(text, moveCell(text, from, to))), message).toEqual(reordered);
      const grown = cellsOf(after(text, insertCell(text, to, 'network: inserted')));
      expect(grown, message).toEqual([
        ...cells.slice(0, to),
        'network: inserted',
        ...cells.slice(to),
      ]);
      expect(cellsOf(after(text, duplicateCell(text, from))).length, message).toBe(
        cells.length + 1,
      );
    }
  });

  it('names stay one of a kind', () => {
    for (let seed = 0; seed < 100; seed++) {
      const text = randomText(Random.of('copies', seed));
      const duplicates = (t: string) =>
        parseNotebook(t).diagnostics.filter(d => d.code === 'name.duplicate').length;
      for (let i = 0; i < cellsOf(text).length; i++)
        expect(duplicates(after(text, duplicateCell(text, i)))).toBe(duplicates(text));
    }
  });

  it('a cell that was a note for a while is the same', () => {
    for (let seed = 0; seed < 150; seed++) {
      const text = randomText(Random.of('notes', seed));
      parseNotebook(text).cells.forEach((cell, i) => {
        if (cell.kind === 'note') return;
        const note = after(text, toNote(text, i));
        expect(parseNotebook(note).cells[i]?.kind, text).toBe('note');
        expect(after(note, toCode(note, i)), text).toBe(text);
      });
    }
  });
});
