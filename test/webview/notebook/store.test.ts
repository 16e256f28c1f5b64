import { ChangeSet } from '@codemirror/state';
import { expect, it } from 'vitest';
import { parseNotebook } from '../../../src/language/index.ts';
import {
  documentSince,
  type NotebookDocument,
  type TextEdit,
} from '../../../src/protocol/index.ts';
import { NotebookCells } from '../../../src/host/notebook/notebookCells.ts';
import { NotebookStore } from '../../../webview/notebook/store/notebookStore.ts';
import { textOf } from '../../../webview/notebook/sync/textSync.ts';

/** A store and a host that answers at once, as `tell` says. */
class Pair {
  readonly cells = new NotebookCells();
  readonly store: NotebookStore;
  version = 1;
  text: string;
  tellsFirst = false;
  #told: NotebookDocument | null = null;

  constructor(text: string) {
    this.text = text;
    this.store = new NotebookStore({
      send: ({ edits }) => {
        this.apply(edits);
        // The document reaches the view before or behind the answer.
        if (this.tellsFirst) this.tell();
        return Promise.resolve({ result: 'applied', version: this.version });
      },
      onProblem: error => {
        throw error;
      },
      onLost: () => {
        throw new Error('something was lost');
      },
    });
    this.tell();
  }

  apply(edits: readonly TextEdit[]): void {
    const changes = edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
    this.text = ChangeSet.of(changes, this.text.length).apply(textOf(this.text)).toString();
    this.version++;
  }

  tell(): void {
    const now = {
      version: this.version,
      text: this.text,
      cells: this.cells.read(this.text, parseNotebook(this.text)),
      notes: {},
      fileName: 'a.resnet.yaml',
      readOnly: null,
    };
    const change = documentSince(this.#told, now);
    this.#told = now;
    this.store.receivedDocument(change, []);
  }

  /** Types in the cell at this place, from an offset of its text. The host has seen none of it. */
  press(at: number, from: number, to: number, insert: string): void {
    const cell = this.store.cells[at];
    if (cell === undefined) throw new Error(`there is no cell ${at}`);
    const { length } = this.store.textOf(cell);
    this.store.typed(cell.key, ChangeSet.of([{ from, to, insert }], length));
  }

  /** The same, and waits for the host. */
  async type(at: number, from: number, to: number, insert: string): Promise<void> {
    this.press(at, from, to, insert);
    await this.store.flush();
    this.tell();
  }

  get texts(): readonly string[] {
    return this.store.cells.map(cell => this.store.textOf(cell));
  }

  hold(at: number): void {
    this.store.hold(this.store.cells[at]?.key ?? null);
  }
}

const [first, second] = ['network: a\npreset: {resnet: 20}', 'train: b\nnetwork: a'];
const notebook = `${first}\n---\n${second}\n`;

it.each([false, true])(
  'keeps a line begun at the end of the edited cell (%s)',
  async tellsFirst => {
    const pair = new Pair(notebook);
    pair.tellsFirst = tellsFirst;
    pair.hold(0);
    await pair.type(0, first.length, first.length, '\n');
    expect(pair.texts).toEqual([`${first}\n`, second]);
    await pair.type(0, first.length + 1, first.length + 1, 'block: ');
    expect(pair.texts).toEqual([`${first}\nblock: `, second]);
    await pair.type(0, first.length + 8, first.length + 8, 'plain');
    expect(pair.text).toBe(`${first}\nblock: plain\n---\n${second}\n`);
    await pair.type(0, 0, 0, '\n');
    await pair.type(0, first.length + 14, first.length + 14, '\n\n');
    expect(pair.texts).toEqual([`\n${first}\nblock: plain\n\n`, second]);
    pair.store.hold(null);
    expect(pair.texts).toEqual([`${first}\nblock: plain`, second]);
  },
);

it.each([0, 1])('keeps cell %i while all of its text is taken out and written anew', async at => {
  const pair = new Pair(notebook);
  const keys = pair.store.cells.map(({ key }) => key);
  pair.hold(at);
  await pair.type(at, 0, (pair.texts[at] ?? '').length, '');
  expect(pair.store.cells.map(({ key }) => key)).toEqual(keys);
  expect(pair.texts[at]).toBe('');
  await pair.type(at, 0, 0, 'lesion: c');
  expect(pair.store.cells.map(({ key }) => key)).toEqual(keys);
  expect(pair.texts[at]).toBe('lesion: c');
  pair.store.hold(null);
  expect(pair.texts[at]).toBe('lesion: c');
});

it('lets an empty cell go when it is left, and one that was deleted elsewhere', async () => {
  const pair = new Pair(notebook);
  pair.hold(1);
  await pair.type(1, 0, second.length, '');
  pair.store.hold(null);
  expect(pair.texts).toEqual([first]);
  const other = new Pair(notebook);
  other.hold(0);
  other.text = `${second}\n`;
  other.version++;
  other.tell();
  expect(other.texts).toEqual([second]);
});

it('shows what others write behind the cell that is edited', async () => {
  const pair = new Pair(notebook);
  pair.hold(0);
  await pair.type(0, first.length, first.length, '\n');
  pair.text = pair.text.replace('\n---', 'shortcut: pad\n---');
  pair.version++;
  pair.tell();
  expect(pair.texts).toEqual([`${first}\nshortcut: pad`, second]);
});

it('keeps what is typed where the host tells of the text before it', async () => {
  const pair = new Pair(notebook);
  pair.hold(0);
  await pair.type(0, first.length, first.length, '\n');
  pair.press(0, first.length + 1, first.length + 1, 's');
  pair.tell();
  expect(pair.texts).toEqual([`${first}\ns`, second]);
  await pair.type(0, first.length + 2, first.length + 2, 'tep: 1');
  expect(pair.texts).toEqual([`${first}\nstep: 1`, second]);
  expect(pair.text).toBe(`${first}\nstep: 1\n---\n${second}\n`);
});

it('keeps what is typed in an emptied cell where the host tells of the text before it', async () => {
  const pair = new Pair(notebook);
  pair.hold(1);
  await pair.type(1, 0, second.length, '');
  pair.press(1, 0, 0, 't');
  pair.tell();
  expect(pair.texts).toEqual([first, 't']);
});

it('keeps a cell that is written behind a marker in its editor until it is left', async () => {
  const pair = new Pair(notebook);
  pair.hold(0);
  let at = first.length;
  for (const part of ['\n---\n', 'train: c\n', 'network: ', 'a']) {
    await pair.type(0, at, at, part);
    at += part.length;
  }
  expect(pair.texts).toEqual([`${first}\n---\ntrain: c\nnetwork: a`, second]);
  pair.store.hold(null);
  expect(pair.texts).toEqual([first, 'train: c\nnetwork: a', second]);
  expect(pair.text).toBe(`${first}\n---\ntrain: c\nnetwork: a\n---\n${second}\n`);
});

it('makes cells of what was pasted behind a marker, and keeps an empty cell', async () => {
  const pair = new Pair(notebook);
  pair.hold(0);
  await pair.type(0, 0, first.length, `${first}\n---\ntrain: c\nnetwork: a`);
  expect(pair.texts).toHaveLength(2);
  pair.store.split();
  expect(pair.texts).toEqual([first, 'train: c\nnetwork: a', second]);
  pair.hold(1);
  await pair.type(1, 0, 'train: c\nnetwork: a'.length, '');
  pair.store.split();
  expect(pair.texts).toEqual([first, '', second]);
});
