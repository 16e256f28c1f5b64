import { whyNoVariant, type Variant } from '../base/index.ts';
import type { RunState } from '../record/index.ts';
import {
  count,
  either,
  exactly,
  flag,
  guarded,
  listOf,
  orNull,
  shape,
  words,
  type Of,
  type Schema,
} from '../untrusted/index.ts';
import { number, text } from './wire.ts';

/** How runs look to views. Everything is plain data; texts from disk are shown as text, never as HTML. */

export type { RunState };

/** Its process is there, may be there, or is still to come: nobody has said how it ended. */
export function isAlive({ life }: { readonly life: RunState }): boolean {
  return ['queued', 'starting', 'running', 'silent'].includes(life.state);
}

const runState: Schema<RunState> = either(
  shape({ state: exactly('queued'), ahead: number }),
  shape({ state: exactly('starting'), phase: text }),
  shape(
    { state: exactly('running'), phase: text, stopping: flag, secondsLeft: orNull(number) },
    { problem: orNull(text) },
  ),
  shape({ state: exactly('silent'), since: text }),
  shape({ state: exactly('finished') }),
  shape({ state: exactly('stopped') }),
  shape({ state: words('failed', 'crashed', 'refused'), message: text, advice: orNull(text) }),
);

/** A run, or rather a chain of runs: one that was resumed counts as one, under the id of its last part. */
export const runView = shape({
  /** Id of the newest part; what queries name. */
  id: text,
  /** Ids of all parts, oldest first; the last is `id`. Resumed and forked parts, joined where they meet. */
  parts: listOf(text),
  /** `train`, or the kind of a study. */
  kind: text,
  cell: text,
  /** File name of its notebook; null if it has none. */
  notebook: orNull(text),
  /** Where that was; notebooks of several folders may have the same name. */
  notebookFolder: orNull(text),
  /** Of its recipe as it is written: runs that share it, and their variant but for the seed, can be averaged. */
  digest: text,
  /** What was set of the recipe for this run, the seed among it. */
  variant: guarded<Variant>(whyNoVariant),
  /** ISO 8601. */
  created: text,
  ended: orNull(text),
  life: runState,
  step: number,
  /** 0 where it is not known yet. */
  steps: number,
  epoch: number,
  epochs: number,
  secondsElapsed: number,
  /** Last test (else validation) accuracy, 0 to 1. */
  accuracy: orNull(number),
  /** Colour, dash and marker of the run: 0 is ink. See the table of colour roles. */
  slot: count,
  /** What computes: `CPU, AVX-512, 2 threads`; empty before it begins. */
  device: text,
  /** Of the engine: `tensorflow`, `wasm`, `cpu`; and why, where it is a fallback. */
  engine: orNull(shape({ name: text, reason: text })),
  gpu: orNull(shape({ memoryBytes: orNull(number), utilisation: orNull(number) })),
  /** It has a checkpoint to go on from. */
  canResume: flag,
  /** Steps of its checkpoints, oldest first. */
  checkpoints: listOf(number),
  tags: listOf(text),
  note: text,
});

/** One difference in what was asked. */
export const change = shape({
  /** In the field's words, e.g. `rate.cosine`. */
  path: text,
  old: text,
  new: text,
});

export type RunView = Of<typeof runView>;
export type Change = Of<typeof change>;
