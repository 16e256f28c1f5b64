import {
  count,
  isObject,
  number,
  orNull,
  parse,
  recordOf,
  shape,
  taken,
  takenOrNull,
  text,
  time,
  words,
  type Of,
  type Parsed,
} from '../untrusted/index.ts';
import { format } from './runRequest.ts';

const mark = {
  /** For people: no rule trusts a name. */
  host: text(),
  /** Differs after each start of a machine; empty: not known. */
  bootId: text(),
  /** The namespace of Linux that the pid counts in, `pid:[4026531836]`; empty: none, or not known. */
  pidNamespace: text(),
  /** The one that start time and uptime count in; empty: none, or not known. */
  timeNamespace: text(),
  /** Whether another kernel could write to the disk that it writes to; null: the mark is older than this. */
  disk: orNull(words('own', 'shared')),
  pid: count,
  /** Start time of the process as the system tells it (clock ticks since boot on Linux), to tell a reused pid. */
  startTime: text(),
  /** Seconds from the start of the machine to this mark, by a clock that nobody sets; null: not known. */
  uptime: orNull(number),
};

const launch = {
  ...mark,
  format,
  /** How it was started, and who says whether it lives: `local`. */
  launcher: text(),
};

/** What a process leaves of itself, so that it can be looked for later, whoever looks and wherever. */
const markSchema = shape(mark);

/** launch.json: who is going to run it, until process.json says who does. */
const launchSchema = shape(launch);

/** process.json: who runs it. Created exclusively by the engine; a second process is refused. */
const processSchema = shape({
  ...launch,
  started: time,
  node: text(),
  /** This and what follows is empty until it has loaded; see `loadedEngine`. */
  engine: text(),
  engineVersion: text(),
  device: text(),
  /** Why this engine: e.g. `auto: TensorFlow 2.21 loaded`. */
  reason: text(),
  settings: recordOf(text()),
});

export type ProcessMark = Of<typeof markSchema>;
export type RunLaunch = Of<typeof launchSchema>;
export type RunProcess = Of<typeof processSchema>;

/** What a lock file says: who made it, the engine that works under it, and on which run folder. */
export interface LockText {
  readonly holder: ProcessMark;
  readonly engine: ProcessMark | null;
  readonly run: string | null;
}

/** Checks process.json. Never throws. */
export function parseRunProcess(text: string): Parsed<RunProcess> {
  return parse(text, 'process.json', value => taken(processSchema, ofThisVersion(value)));
}

/** Checks launch.json. Never throws. */
export function parseRunLaunch(text: string): Parsed<RunLaunch> {
  return parse(text, 'launch.json', value => taken(launchSchema, ofThisVersion(value)));
}

/**
 * Checks the text of a lock: the holder's mark, with what differs of the engine's in a field. A run or an engine
 * that cannot be understood is none: the holder holds it all the same. Never throws.
 */
export function parseLock(text: string): Parsed<LockText> {
  return parse(text, 'a lock', value => {
    const holder = taken(markSchema, ofThisVersion(value));
    const { run, engine } = isObject(value) ? value : {};
    return {
      holder,
      run: takenOrNull(runSchema, run),
      engine: isObject(engine)
        ? takenOrNull(markSchema, ofThisVersion({ ...holder, ...engine }))
        : null,
    };
  });
}

const runSchema = text();

/** Boot id and pid namespace stood in one field once, and every run was local. */
function ofThisVersion(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [bootId, namespace = ''] =
    typeof value['bootId'] === 'string' ? value['bootId'].split(' ') : [value['bootId']];
  return {
    ...value,
    bootId,
    pidNamespace: value['pidNamespace'] ?? namespace,
    timeNamespace: value['timeNamespace'] ?? '',
    launcher: value['launcher'] ?? 'local',
  };
}
