import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/index.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import { readNote, writeNote } from '../../../webview/notebook/editor/noteText.ts';

describe('the Markdown of a note', () => {
  it('is read without its margin', () => {
    expect(readNote('note: |\n  # Title\n\n  Text\n    code')?.markdown).toBe(
      '# Title\n\nText\n  code',
    );
    expect(readNote('note: |2-\n    deep\n  flat')?.markdown).toBe('  deep\nflat');
    expect(readNote('note: |')?.markdown).toBe('');
    expect(readNote('note: |\n  a\n ')?.markdown).toBe('a\n');
  });

  it.each([
    ['a folded text', 'note: >\n  a'],
    ['text on the line', 'note: a'],
    ['a comment before it', '# c\nnote: |\n  a'],
    ['a comment behind it', 'note: |\n  a\n# c'],
    ['another key', 'note: |\n  a\nb: c'],
    ['a tab as margin', 'note: |\n\ta'],
    ['another kind', 'network: |\n  a'],
  ])('is not cut out of %s', (_what, source) => expect(readNote(source)).toBe(null));

  it('is written with its margin, and with its depth where it begins with white space', () => {
    const note = readNote('note: |-\n   a');
    expect(note && writeNote(note, 'b\n\n c')).toBe('note: |-\n   b\n\n    c');
    expect(note && writeNote(note, '\n  b')).toBe('note: |3-\n\n     b');
    expect(note && writeNote(note, '')).toBe('note: |-\n');
  });

  it('is what the language reads, whatever is typed', () => {
    const random = Random.of('notes');
    const alphabet = ['a', '#', ' ', '  ', '\n', '\n\n', '---', ': ', '- ', '\t', '|', '`', '"'];
    let source = 'note: |\n  # Title';
    for (let i = 0; i < 500; i++) {
      const note = readNote(source);
      if (note === null) throw new Error(`not read: ${JSON.stringify(source)}`);
      const at = random.below(note.markdown.length + 1);
      const cut = random.below(4) === 0 ? random.below(6) : 0;
      const typed = alphabet[random.below(alphabet.length)] ?? '';
      const next = note.markdown.slice(0, at) + typed + note.markdown.slice(at + cut);
      source = writeNote(note, next);
      expect(readNote(source)?.markdown).toBe(next);
      const { cells } = parseNotebook(source);
      const value = cells[0]?.value;
      expect(cells).toHaveLength(1);
      const bare = (text: string) => text.replace(/\n[\n]*$/, '');
      expect(bare(value?.kind === 'note' ? value.value : 'no note')).toBe(bare(next));
    }
  });
});
