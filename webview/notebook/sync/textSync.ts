import { ChangeSet, Text } from '@codemirror/state';
import { diffTexts } from '../../../src/base/index.ts';
import type { TextEdit } from '../../../src/protocol/index.ts';

/** An edit of the document as of a version, on its way to the host. */
export interface Flight {
  readonly version: number;
  readonly edits: readonly TextEdit[];
}

/**
 * The text of the document as this view shows it: the last version that the host told of, then typing
 * that is on its way to the host, then typing that waits. Versions decide: an edit is applied on the
 * version that it was made on or not at all, so an answer tells who made the version after it, and until
 * the answer is here, news wait. Typing that was overtaken is mapped over what overtook it.
 */
export class TextSync {
  #version: number;
  #confirmed: Text;
  #sent: ChangeSet | null = null;
  #waiting: ChangeSet;
  #text: Text;
  /** The newest version that came while typing was on its way. */
  #news: { readonly version: number; readonly text: string } | null = null;
  /** Nothing can be applied on this version any more; a newer one is on its way. */
  #outdated = -1;

  constructor(version: number, text: string) {
    this.#version = version;
    this.#confirmed = textOf(text);
    this.#text = this.#confirmed;
    this.#waiting = ChangeSet.empty(this.#text.length);
  }

  /** Of the document that the typing of this view stands on. */
  get version(): number {
    return this.#version;
  }

  get text(): Text {
    return this.#text;
  }

  /** All typing that the host does not have yet, over the text of `version`. */
  get unconfirmed(): ChangeSet {
    return this.#sent === null ? this.#waiting : this.#sent.compose(this.#waiting);
  }

  get hasUnsent(): boolean {
    return !this.#waiting.empty;
  }

  /** Something is on its way, or waits to be sent. */
  get isBusy(): boolean {
    return this.#sent !== null || this.hasUnsent;
  }

  /** Somebody types in this view. */
  type(changes: ChangeSet): void {
    this.#waiting = this.#waiting.compose(changes);
    this.#text = changes.apply(this.#text);
  }

  /** What is to be sent now; null while something is on its way or nothing waits. */
  take(): Flight | null {
    if (this.#sent !== null || this.#waiting.empty || this.#outdated === this.#version) return null;
    this.#sent = this.#waiting;
    this.#waiting = ChangeSet.empty(this.#text.length);
    const edits: TextEdit[] = [];
    this.#sent.iterChanges((start, end, _from, _to, inserted) =>
      edits.push({ start, end, text: inserted.toString() }),
    );
    return { version: this.#version, edits };
  }

  /** The answer to what was taken. Returns what changed in `text`. */
  applied(version: number): ChangeSet {
    if (this.#sent === null) return ChangeSet.empty(this.#text.length);
    this.#confirmed = this.#sent.apply(this.#confirmed);
    this.#sent = null;
    this.#version = version;
    return this.#catchUp();
  }

  /** What was taken was not applied, because there is a newer version: it waits for that. */
  stale(): ChangeSet {
    this.#outdated = this.#version;
    return this.refused();
  }

  /** What was taken was not applied: it waits again, before what was typed since. */
  refused(): ChangeSet {
    if (this.#sent === null) return ChangeSet.empty(this.#text.length);
    this.#waiting = this.#sent.compose(this.#waiting);
    this.#sent = null;
    return this.#catchUp();
  }

  /** The document has this text as of this version. Returns what changed in `text`. */
  received(version: number, text: string): ChangeSet {
    if (version >= this.#version && version >= (this.#news?.version ?? 0))
      this.#news = { version, text };
    return this.#sent === null ? this.#catchUp() : ChangeSet.empty(this.#text.length);
  }

  #catchUp(): ChangeSet {
    const news = this.#news;
    this.#news = null;
    if (news === null || news.version < this.#version) return ChangeSet.empty(this.#text.length);
    this.#version = news.version;
    const old = this.#confirmed.toString();
    const theirs = changesOf(old, news.text);
    this.#confirmed = theirs.apply(this.#confirmed);
    const here = theirs.map(this.#waiting, true);
    this.#waiting = this.#waiting.map(theirs);
    this.#text = here.apply(this.#text);
    return here;
  }
}

/** What changed from one text to another, as CodeMirror has it. */
export function changesOf(old: string, now: string): ChangeSet {
  const changes = diffTexts(old, now).map(({ from, to, insert }) => ({
    from,
    to,
    insert: textOf(insert),
  }));
  return ChangeSet.of(changes, old.length);
}

/** The texts of the wire end lines with `\n`; a `\r` that is left is a character. */
export function textOf(text: string): Text {
  return Text.of(text.split('\n'));
}
