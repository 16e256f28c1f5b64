import { whyNoVariant, type Variant } from '../base/index.ts';
import {
  anything,
  count,
  exactly,
  fits,
  flag,
  guarded,
  integer,
  isObject,
  listOf,
  orNull,
  parse,
  shape,
  taken,
  text,
  time,
  words,
  type Of,
  type Parsed,
} from '../untrusted/index.ts';

/** Of every file: a later version may mean something else by the same keys. */
export const format = exactly(1, '1 (a newer version may have written it)');

/** A run's id is its folder's name: `20261121-062501-base-4f2c`. Nothing in it can leave the store. */
export const runIdPattern = /^\d{8}-\d{6}-[a-z0-9]+(-[a-z0-9]+)*$/;

export const runId = text({ pattern: runIdPattern, longest: 120 });

/** Tells the contents of a data set; equal exactly when names and contents are. */
export const fingerprintSchema = shape({
  /** What it was made of: every byte, or names, sizes and the contents of some files. */
  way: words('contents', 'sample'),
  sha256: text({ pattern: /^[0-9a-f]{64}$/ }),
  files: count,
  bytes: count,
});

/** Which data a run reads. What is absent was not known when it was asked for. */
const dataSchema = shape(
  {
    /** Folder that holds sets by name; null: where the engine usually looks. */
    folder: orNull(text()),
  },
  {
    /** Folder of the set itself. */
    place: text(),
    /**
     * By which rules a picture folder becomes examples. 1 (also where it is absent): links and folders in
     * classes are passed over, the test fifth is drawn by position. 2: they are followed, and it is
     * drawn by name.
     */
    rules: words(1, 2),
    /** What the data were when it was asked for; the run is refused where they are not that. */
    fingerprint: fingerprintSchema,
    /** How they differ from those of the parent run, where somebody wanted to go on all the same. */
    changed: text(),
  },
);

const reference = {
  run: runId,
  /** The checkpoint that it takes; null: the last one. */
  step: orNull(count),
};

/** Another run of the store that a run has something from. */
const parentSchema = shape({
  ...reference,
  /**
   * `resume`: it goes on where that one came to; `fork`: from a checkpoint of it, with what was asked then or with
   * something else; `study`: it measures that one; `weights`: it only starts with its weights. `unsaid`: a
   * training of a version that did not say whether it was a resume or a fork.
   */
  role: words('resume', 'fork', 'study', 'weights', 'unsaid'),
});

/** run.json: what was asked. Written once, before the process starts. Everything is JSON. */
const requestSchema = shape(
  {
    format,
    id: runId,
    /** ISO 8601 with zone. */
    created: time,
    /** The kind of the cell: `train`, or that of a study. */
    kind: text({ pattern: /^[a-z][a-z-]{0,40}$/ }),
    notebook: orNull(text()),
    /** Text and digest are those of the recipe as it is written, without the keys of the variant. */
    cell: shape({ name: text(), text: text(), digest: text() }),
    /** What was set of the recipe for this run, the seed among it. With the digest it tells what was asked. */
    variant: guarded<Variant>(whyNoVariant),
    /** The checked value of the cell (TrainValue, NormsValue, ...) with the keys of the variant, references resolved beside it. */
    value: anything,
    /** The checked network value that a training uses (a study takes it from its parent's checkpoint). */
    network: orNull(shape({ name: text(), value: anything })),
    /** The runs that this one goes on from, studies, or takes weights from. */
    parents: listOf(parentSchema),
    engine: shape({ name: words('auto', 'tensorflow', 'wasm', 'cpu'), compiled: flag }),
    data: dataSchema,
    git: orNull(shape({ commit: text({ pattern: /^[0-9a-f]{7,64}$/ }), dirty: flag })),
    version: text(),
  },
  {
    /** It goes on by itself when it crashes: `once` it may, `used`: this is that one time. */
    retry: words('once', 'used'),
  },
);

export type RunRequest = Of<typeof requestSchema>;
export type RunParent = Of<typeof parentSchema>;
export type RunData = Of<typeof dataSchema>;
export type DataFingerprint = Of<typeof fingerprintSchema>;

/**
 * Checks run.json. It is not trusted: only known fields are taken over, and `value` and
 * `network.value` are plain JSON that whoever uses them must check. Never throws.
 */
export function parseRunRequest(text: string): Parsed<RunRequest> {
  return parse(text, 'run.json', value => taken(requestSchema, ofThisVersion(value)));
}

/** What an earlier version wrote as this one would have. */
function ofThisVersion(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { variant = taken(seedSchema, value), parents = parentsOf(value), data } = value;
  return { ...value, variant, parents, data: isObject(data) ? withKnownRules(data) : data };
}

/** Runs of before there were variants differ by their seed only. */
const seedSchema = shape({ seed: integer });

/** Once there was one `parent` at most, and what it was to the run followed from the kind. */
const onlyParentSchema = shape({ parent: orNull(shape(reference)) });

function parentsOf(value: Readonly<Record<string, unknown>>): RunParent[] {
  const { parent } = taken(onlyParentSchema, value);
  if (parent === null) return [];
  return [{ ...parent, role: value['kind'] === 'train' ? 'unsaid' : 'study' }];
}

/** Rules of a later version are at least not the first ones. */
function withKnownRules(data: Readonly<Record<string, unknown>>): unknown {
  const { rules } = data;
  return fits(count, rules) && rules !== 1 ? { ...data, rules: 2 } : data;
}
