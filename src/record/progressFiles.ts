import {
  count,
  either,
  exactly,
  flag,
  integer,
  number,
  orNull,
  parse,
  recordOf,
  row,
  shape,
  taken,
  text,
  time,
  words,
  type Of,
  type Parsed,
} from '../untrusted/index.ts';
import { fingerprintSchema, format } from './runRequest.ts';

/** status.json: replaced atomically at each flush, at least every second. */
const statusSchema = shape(
  {
    format,
    /** ISO 8601, by the clock of its machine. */
    time,
    /** Seconds from the start of its machine, by a clock that nobody sets; null: not known. */
    uptime: orNull(number),
    state: words('starting', 'running', 'ended'),
    /** What it is doing now, for people: `compiling`, `training`, `evaluating`. */
    phase: text(),
    step: count,
    steps: count,
    epoch: number,
    epochs: number,
    secondsElapsed: number,
    secondsLeft: orNull(number),
    /** Last value of each metric. */
    metrics: recordOf(orNull(number)),
  },
  {
    /** What hinders it at present though it goes on, a sentence for people: the disk is full. Null: nothing. */
    problem: orNull(text()),
  },
);

const ended = { format, time };

/** end.json: exactly one ending, created exclusively, first writer wins. */
const endingSchema = either(
  shape({ ...ended, ending: exactly('finished') }),
  shape({ ...ended, ending: exactly('stopped'), step: count }),
  shape({
    ...ended,
    ending: exactly('failed'),
    message: text(),
    code: orNull(text()),
    step: orNull(count),
    block: orNull(text()),
  }),
  shape({
    ...ended,
    ending: exactly('crashed'),
    exitCode: orNull(integer),
    signal: orNull(text()),
    outOfMemory: flag,
    message: text(),
  }),
  shape({ ...ended, ending: exactly('refused'), message: text(), code: orNull(text()) }),
);

/** data.json: what a run has read. Written once by the engine. */
const dataRecordSchema = shape({
  format,
  /** Folder of the set. */
  place: text(),
  fingerprint: fingerprintSchema,
  /** Size and the beginning of the SHA-256 (null: not looked into) of each file; null: there are too many. */
  files: orNull(recordOf(row(count, orNull(text())))),
  /** The same of each folder, where there are too many files: how many, their bytes, a sum of theirs. */
  folders: orNull(recordOf(row(count, count, text()))),
});

export type RunStatus = Of<typeof statusSchema>;
export type RunEnding = Of<typeof endingSchema>;
export type DataRecord = Of<typeof dataRecordSchema>;

/** Checks status.json. Never throws. */
export function parseRunStatus(text: string): Parsed<RunStatus> {
  return parse(text, 'status.json', value => taken(statusSchema, value));
}

/** Checks end.json. Never throws. */
export function parseRunEnding(text: string): Parsed<RunEnding> {
  return parse(text, 'end.json', value => taken(endingSchema, value));
}

/** Checks data.json. Never throws. */
export function parseDataRecord(text: string): Parsed<DataRecord> {
  return parse(text, 'data.json', value => taken(dataRecordSchema, value));
}
