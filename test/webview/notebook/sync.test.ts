import { ChangeSet } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/index.ts';
import {
  changesOf,
  TextSync,
  textOf,
  type Flight,
} from '../../../webview/notebook/sync/textSync.ts';

/** What the host does: an edit is applied on the version that it was made on, or not at all. */
class Host {
  version = 1;
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  apply({ version, edits }: Flight): { result: 'applied' | 'stale'; version: number } {
    if (version !== this.version) return { result: 'stale', version: this.version };
    const changes = edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
    this.write(ChangeSet.of(changes, this.text.length).apply(textOf(this.text)).toString());
    return { result: 'applied', version: this.version };
  }

  write(text: string): void {
    this.text = text;
    this.version++;
  }
}

type Message = () => void;

/** A view whose messages are delivered when the test says so, in order each way. */
class View {
  readonly sync: TextSync;
  readonly toHost: Message[] = [];
  readonly toView: Message[] = [];
  readonly host: Host;
  readonly told: () => void;

  constructor(host: Host, told: () => void) {
    this.host = host;
    this.told = told;
    this.sync = new TextSync(host.version, host.text);
  }

  news(): void {
    const { version, text } = this.host;
    this.toView.push(() => void this.sync.received(version, text));
  }

  send(): void {
    const flight = this.sync.take();
    if (flight === null) return;
    this.toHost.push(() => {
      const before = this.host.version;
      const { result, version } = this.host.apply(flight);
      // The change event reaches the views before or behind the answer.
      const answer = () =>
        void (result === 'applied' ? this.sync.applied(version) : this.sync.stale());
      if (version % 2 === 0) this.toView.push(answer);
      if (this.host.version !== before) this.told();
      if (version % 2 !== 0) this.toView.push(answer);
    });
  }
}

const start = ['network: a', 'stages:', '  - one', '  - two', '---', 'train: b', 'steps: 3', ''];

describe('two views and an outside writer', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('agree in the end, seed %i', seed => {
    const random = Random.of(seed, 'sync');
    const upTo = (n: number) => random.below(n);
    const host = new Host(start.join('\n'));
    const views: View[] = [];
    const tellAll = () => views.forEach(view => view.news());
    views.push(new View(host, tellAll), new View(host, tellAll));
    // Each letter that somebody types is one of its own; nobody deletes letters of others.
    let next = 0x4e00;
    const typed: string[] = [];
    const letter = () => {
      const made = String.fromCodePoint(next++);
      typed.push(made);
      return upTo(4) === 0 ? `${made}\n` : made;
    };
    /** A change that inserts, and deletes only what stood there at first. */
    const change = (text: string) => {
      const from = upTo(text.length + 1);
      let to = from;
      if (upTo(3) === 0) while (to < from + 6 && /^[ -~]$/.test(text.charAt(to))) to++;
      return { from, to, insert: letter() };
    };
    for (let i = 0; i < 150; i++) {
      const view = views[upTo(2)];
      if (view === undefined) continue;
      switch (upTo(6)) {
        case 0:
        case 1: {
          const { from, to, insert } = change(view.sync.text.toString());
          const { length } = view.sync.text;
          view.sync.type(ChangeSet.of({ from, to, insert: textOf(insert) }, length));
          break;
        }
        case 2:
          view.send();
          break;
        case 3: {
          const { from, to, insert } = change(host.text);
          const rest = upTo(2) === 0 ? host.text.slice(to) : host.text.slice(to).toUpperCase();
          host.write(host.text.slice(0, from) + insert + rest);
          tellAll();
          break;
        }
        case 4:
          view.toHost.shift()?.();
          break;
        default:
          view.toView.shift()?.();
      }
    }
    for (let turn = 0; turn < 40; turn++)
      for (const view of views) {
        view.send();
        while (view.toHost.length > 0) view.toHost.shift()?.();
        for (const each of views) while (each.toView.length > 0) each.toView.shift()?.();
      }
    for (const view of views) {
      expect(view.sync.isBusy).toBe(false);
      expect(view.sync.text.toString()).toBe(host.text);
      expect(view.sync.version).toBe(host.version);
    }
    for (const each of typed) expect(host.text.split(each)).toHaveLength(2);
  });
});

describe('a view', () => {
  it('keeps what is typed in one cell while others are rewritten, in its place', () => {
    const sync = new TextSync(1, 'a: 1\n---\nb: 2\n---\nc: 3\n');
    sync.type(ChangeSet.of({ from: 13, insert: '5' }, 23));
    sync.received(2, 'aa: 10\nmore: 1\n---\nb: 2\n---\ncc: 30\n');
    expect(sync.text.toString()).toBe('aa: 10\nmore: 1\n---\nb: 25\n---\ncc: 30\n');
    expect(sync.take()).toEqual({ version: 2, edits: [{ start: 23, end: 23, text: '5' }] });
  });

  it('takes its own edit for its own, whether the answer or the news comes first', () => {
    for (const newsFirst of [true, false]) {
      const sync = new TextSync(1, 'ab');
      sync.type(ChangeSet.of({ from: 1, insert: 'x' }, 2));
      expect(sync.take()).toEqual({ version: 1, edits: [{ start: 1, end: 1, text: 'x' }] });
      sync.type(ChangeSet.of({ from: 2, insert: 'y' }, 3));
      if (newsFirst) sync.received(2, 'axb');
      sync.applied(2);
      if (!newsFirst) sync.received(2, 'axb');
      expect(sync.text.toString()).toBe('axyb');
      expect(sync.take()).toEqual({ version: 2, edits: [{ start: 2, end: 2, text: 'y' }] });
    }
  });

  it('does not send on a version that is known to be old', () => {
    const sync = new TextSync(1, 'ab');
    sync.type(ChangeSet.of({ from: 1, insert: 'x' }, 2));
    sync.take();
    sync.stale();
    expect(sync.take()).toBe(null);
    sync.received(2, 'abc');
    expect(sync.take()).toEqual({ version: 2, edits: [{ start: 1, end: 1, text: 'x' }] });
  });
});

describe('a difference', () => {
  it.each([
    ['a\nb\nc\n', 'a\nB\nc\n', [[2, 3, 'B']]],
    [
      'a\nb\nc\n',
      'x\na\nc\n',
      [
        [0, 0, 'x\n'],
        [2, 4, ''],
      ],
    ],
    ['same', 'same', []],
    ['', 'x', [[0, 0, 'x']]],
    ['😀', '😁', [[0, 2, '😁']]],
  ])('of %j and %j', (old, now, expected) => {
    const found: [number, number, string][] = [];
    const changes = changesOf(old, now);
    changes.iterChanges((from, to, _a, _b, text) => found.push([from, to, text.toString()]));
    expect(found).toEqual(expected);
    expect(changes.apply(textOf(old)).toString()).toBe(now);
  });
});
