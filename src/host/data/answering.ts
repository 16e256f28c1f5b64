import type { Data } from '../../protocol/index.ts';
import type { RunSource } from '../../results/index.ts';

/** What one query is answered from, and the answer. */
export interface Answering {
  /** The runs that it is made of now, those that they went on from included. */
  sources(): RunSource[];
  /** Reads what is new of one of them. */
  read(source: RunSource): void;
  /** Differs once anything but the files of its runs has changed. */
  readonly stamp: string;
  /** The answer from what has been read. */
  data(): Data;
}
