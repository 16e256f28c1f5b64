import { whyNoVariant, type Variant } from '../base/index.ts';
import { checked, isMismatch, json, listOf, oneOf, optional, type Reader } from './json.ts';
import type {
  DataFingerprint,
  DataRecord,
  ProcessMark,
  RunData,
  RunEnding,
  RunLaunch,
  RunParent,
  RunProcess,
  RunRequest,
  RunStatus,
} from './types.ts';

/** What came of reading a file of a run folder: its value, or a sentence that says what is wrong with it. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** A run's id is its folder's name: `20261121-062501-base-4f2c`. Nothing in it can leave the store. */
export const runIdPattern = /^\d{8}-\d{6}-[a-z0-9]+(-[a-z0-9]+)*$/;

const longestId = 120;

/**
 * Checks run.json. It is not trusted: only known fields are taken over, and `value` and
 * `network.value` are plain JSON that whoever uses them must check. Never throws.
 */
export function parseRunRequest(text: string): Parsed<RunRequest> {
  return parse(text, 'run.json', r => ({
    format: r.format(),
    id: runId(r, 'id'),
    created: r.time('created'),
    kind: r.text('kind', { pattern: /^[a-z][a-z-]{0,40}$/ }),
    notebook: optional(r, 'notebook', () => r.text('notebook')),
    cell: r.object('cell', c => ({
      name: c.text('name'),
      text: c.text('text'),
      digest: c.text('digest'),
    })),
    variant: readVariant(r),
    value: r.any('value'),
    network: optional(r, 'network', () =>
      r.object('network', n => ({ name: n.text('name'), value: n.any('value') })),
    ),
    parents: readParents(r),
    engine: r.object('engine', e => ({
      name: oneOf(e, 'name', ['auto', 'tensorflow', 'wasm', 'cpu']),
      compiled: e.flag('compiled'),
    })),
    data: r.object('data', readRunData),
    git: optional(r, 'git', () =>
      r.object('git', g => ({
        commit: g.text('commit', { pattern: /^[0-9a-f]{7,64}$/ }),
        dirty: g.flag('dirty'),
      })),
    ),
    version: r.text('version'),
    retry: optional(r, 'retry', () => oneOf(r, 'retry', ['once', 'used'])) ?? undefined,
  }));
}

/** Checks process.json. Never throws. */
export function parseRunProcess(text: string): Parsed<RunProcess> {
  return parse(text, 'process.json', r => ({
    ...launchOf(r),
    started: r.time('started'),
    node: r.text('node'),
    engine: r.text('engine'),
    engineVersion: r.text('engineVersion'),
    device: r.text('device'),
    reason: r.text('reason'),
    settings: listOf(r, 'settings', s => (typeof s === 'string' ? s : undefined)),
  }));
}

/** Checks the mark of a process. Never throws. */
export function parseProcessMark(text: string): Parsed<ProcessMark> {
  return parse(text, 'the mark of a process', processMark);
}

/** Checks launch.json. Never throws. */
export function parseRunLaunch(text: string): Parsed<RunLaunch> {
  return parse(text, 'launch.json', launchOf);
}

function launchOf(r: Reader): RunLaunch {
  const launcher = optional(r, 'launcher', () => r.text('launcher')) ?? 'local';
  return { format: r.format(), launcher, ...processMark(r) };
}

/** The fields of a mark. Boot id and pid namespace stood in one field once. */
function processMark(r: Reader): ProcessMark {
  const [bootId = '', namespace = ''] = r.text('bootId').split(' ');
  return {
    host: r.text('host'),
    bootId,
    pidNamespace: optional(r, 'pidNamespace', () => r.text('pidNamespace')) ?? namespace,
    timeNamespace: optional(r, 'timeNamespace', () => r.text('timeNamespace')) ?? '',
    disk: optional(r, 'disk', () => oneOf(r, 'disk', ['own', 'shared'])),
    pid: r.count('pid'),
    startTime: r.text('startTime'),
    uptime: optional(r, 'uptime', () => r.number('uptime')),
  };
}

/** Checks status.json. Never throws. */
export function parseRunStatus(text: string): Parsed<RunStatus> {
  return parse(text, 'status.json', r => ({
    format: r.format(),
    time: r.time('time'),
    uptime: optional(r, 'uptime', () => r.number('uptime')),
    state: oneOf(r, 'state', ['starting', 'running', 'ended']),
    phase: r.text('phase'),
    step: r.count('step'),
    steps: r.count('steps'),
    epoch: r.number('epoch'),
    epochs: r.number('epochs'),
    secondsElapsed: r.number('secondsElapsed'),
    secondsLeft: optional(r, 'secondsLeft', () => r.number('secondsLeft')),
    metrics: listOf(r, 'metrics', m => (m === null || typeof m === 'number' ? m : undefined)),
    problem: optional(r, 'problem', () => r.text('problem')),
  }));
}

/** Checks end.json. Never throws. */
export function parseRunEnding(text: string): Parsed<RunEnding> {
  return parse(text, 'end.json', r => {
    const common = { format: r.format(), time: r.time('time') };
    const ending = oneOf(r, 'ending', ['finished', 'stopped', 'failed', 'crashed', 'refused']);
    const textOrNull = (name: string) => optional(r, name, () => r.text(name));
    switch (ending) {
      case 'finished':
        return { ...common, ending };
      case 'stopped':
        return { ...common, ending, step: r.count('step') };
      case 'failed':
        return {
          ...common,
          ending,
          message: r.text('message'),
          code: textOrNull('code'),
          step: optional(r, 'step', () => r.count('step')),
          block: textOrNull('block'),
        };
      case 'crashed':
        return {
          ...common,
          ending,
          exitCode: optional(r, 'exitCode', () => r.integer('exitCode')),
          signal: textOrNull('signal'),
          outOfMemory: r.flag('outOfMemory'),
          message: r.text('message'),
        };
      case 'refused':
        return { ...common, ending, message: r.text('message'), code: textOrNull('code') };
    }
  });
}

/** Checks data.json. Never throws. */
export function parseDataRecord(text: string): Parsed<DataRecord> {
  return parse(text, 'data.json', r => ({
    format: r.format(),
    place: r.text('place'),
    fingerprint: r.object('fingerprint', readFingerprint),
    files: optional(r, 'files', () =>
      listOf(r, 'files', value => {
        if (!Array.isArray(value) || value.length !== 2) return undefined;
        const [size, sum] = value as unknown[];
        return isCount(size) && (sum === null || typeof sum === 'string')
          ? ([size, sum] as const)
          : undefined;
      }),
    ),
    folders: optional(r, 'folders', () =>
      listOf(r, 'folders', value => {
        if (!Array.isArray(value) || value.length !== 3) return undefined;
        const [count, bytes, sum] = value as unknown[];
        return isCount(count) && isCount(bytes) && typeof sum === 'string'
          ? ([count, bytes, sum] as const)
          : undefined;
      }),
    ),
  }));
}

/** Once there was one `parent` at most, and what it was to the run followed from the kind. */
function readParents(r: Reader): RunParent[] {
  if (r.any('parents') !== undefined)
    return r.list('parents', p => ({
      ...readParent(p),
      role: oneOf(p, 'role', ['resume', 'fork', 'study', 'weights', 'unsaid']),
    }));
  const parent = optional(r, 'parent', () => r.object('parent', readParent));
  if (parent === null) return [];
  return [{ ...parent, role: r.any('kind') === 'train' ? 'unsaid' : 'study' }];
}

function readParent(p: Reader): Pick<RunParent, 'run' | 'step'> {
  return { run: runId(p, 'run'), step: optional(p, 'step', () => p.count('step')) };
}

/** Runs of before there were variants differ by their seed only. */
function readVariant(r: Reader): Variant {
  if (r.any('variant') === undefined) return { seed: r.integer('seed') };
  return checked<Variant>(r, 'variant', whyNoVariant);
}

/** Fields that a run of an earlier version lacks are left out, not null. */
function readRunData(d: Reader): RunData {
  const place = optional(d, 'place', () => d.text('place'));
  const rules = optional(d, 'rules', () => d.count('rules'));
  const fingerprint = optional(d, 'fingerprint', () => d.object('fingerprint', readFingerprint));
  const changed = optional(d, 'changed', () => d.text('changed'));
  return {
    folder: optional(d, 'folder', () => d.text('folder')),
    ...(place !== null && { place }),
    ...(rules !== null && { rules: rules === 1 ? 1 : 2 }),
    ...(fingerprint !== null && { fingerprint }),
    ...(changed !== null && { changed }),
  };
}

function readFingerprint(f: Reader): DataFingerprint {
  return {
    way: oneOf(f, 'way', ['contents', 'sample']),
    sha256: f.text('sha256', { pattern: /^[0-9a-f]{64}$/ }),
    files: f.count('files'),
    bytes: f.count('bytes'),
  };
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

function runId(r: Reader, name: string): string {
  return r.text(name, { pattern: runIdPattern, longest: longestId });
}

function parse<T>(text: string, file: string, read: (r: Reader) => T): Parsed<T> {
  try {
    return { ok: true, value: read(json(text)) };
  } catch (error) {
    if (isMismatch(error)) return { ok: false, problem: `${file}: ${error.message}` };
    throw error;
  }
}
