import { leadingParent } from '../../record/index.ts';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import {
  describeDifferences,
  identifyData,
  knownBy,
  type AskedData,
  type IdentifiedData,
  type Rules,
} from '../../dataset/index.ts';
import {
  fingerprintOfRun,
  readDataRecord,
  readRun,
  type NewRun,
  type Run,
} from '../../store/index.ts';
import { candidates, type DataHints } from './candidates.ts';

export interface DataChoice extends DataHints {
  /** Go on with data that differ from those of the parent; the new run records how. */
  readonly acceptChanges?: boolean;
  /** Told what the data were taken for, and where they were found if they moved; a line each. */
  readonly onNote?: (text: string) => void;
}

/**
 * The request with the data that it will read: where they lie, and their fingerprint, which the engine holds
 * against what it reads. Of a new training whose data are missing or broken it stays as it is: the engine
 * says that as the ending of the run.
 *
 * @throws UserError for a run with a parent: `data.changed` with what differs, unless that is accepted;
 *   `data.missing` and others of `identifyData` where the data are not found.
 */
export async function findData(
  request: NewRun,
  store: string,
  choice: DataChoice = {},
): Promise<NewRun> {
  const leading = leadingParent(request);
  const parent = leading && readRun(path.join(store, 'runs', leading.run));
  const asked = askedData(request.kind === 'train' || parent === null ? request : parent.request);
  if (asked === null) return request;
  if (parent !== null && isSameSet(asked, askedData(parent.request)))
    return ofParent(request, asked, parent, choice);
  const rules = request.data.rules ?? 2;
  const { folder } = request.data;
  const base = request.notebook === null ? null : path.dirname(request.notebook);
  try {
    const found = await identifyData(asked, { folder, base, env: choice.env }, rules);
    tell(found, choice);
    return withFound(request, found, rules);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...request, data: { ...request.data, rules } };
  }
}

async function ofParent(
  request: NewRun,
  asked: AskedData,
  parent: Run,
  choice: DataChoice,
): Promise<NewRun> {
  const rules = parent.request.data.rules ?? 1;
  const expected = fingerprintOfRun(parent);
  let other: IdentifiedData | null = null;
  let problem: UserError | null = null;
  for (const places of candidates(asked, request, parent, choice)) {
    try {
      const found = await identifyData(asked, places, rules);
      other ??= found;
      if (expected !== null && found.record.fingerprint.sha256 !== expected.sha256) continue;
      tellMoved(found, parent, choice);
      tell(found, choice);
      if (expected === null)
        choice.onNote?.(
          `What the data of ${parent.id} were was not recorded: it cannot be checked.`,
        );
      return withFound(request, found, rules);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // Of where they were.
      problem ??= error;
    }
  }
  if (other === null || expected === null) throw notFound(parent, problem);
  const before = knownBy(expected, readDataRecord(parent.folder));
  const differences = describeDifferences(before, other.record);
  if (choice.acceptChanges !== true) throw changed(parent, other, differences);
  choice.onNote?.(`The data in ${other.located.place} differ: ${differences}. Going on as asked.`);
  tell(other, choice);
  const { data, ...rest } = withFound(request, other, rules);
  return { ...rest, data: { ...data, changed: differences } };
}

function withFound(request: NewRun, { record }: IdentifiedData, rules: Rules): NewRun {
  const { folder } = request.data;
  const { place, fingerprint } = record;
  return { ...request, data: { folder, place, rules, fingerprint } };
}

function tell({ located, description }: IdentifiedData, { onNote }: DataChoice): void {
  if (description.length > 0) onNote?.([`data ${located.place}`, ...description].join('\n  '));
}

function tellMoved({ located }: IdentifiedData, parent: Run, { onNote }: DataChoice): void {
  const before = parent.request.data.place ?? readDataRecord(parent.folder)?.place;
  if (before !== undefined && before !== located.place)
    onNote?.(`data ${located.place}, the same as in ${before} before`);
}

function changed(parent: Run, { record }: IdentifiedData, differences: string): UserError {
  const how =
    record.fingerprint.way === 'sample' ? ' (seen by names, sizes and 64 sampled files)' : '';
  return new UserError(
    'data.changed',
    `The data in ${record.place} are not those of the run ${parent.id}${how}: ${differences}. ` +
      'Bring them back, or name the folder where they are: --data DIR. To go on with them as they are ' +
      'now: --data-changed; the new run records what differs.',
  );
}

function notFound(parent: Run, problem: UserError | null): UserError {
  const { code, message } = problem ?? { code: 'data.missing', message: 'They are nowhere.' };
  const isThere = code !== 'data.missing' && code !== 'data.unknown';
  return new UserError(
    code,
    `The data of the run ${parent.id} ${isThere ? 'cannot be read' : 'are not found'}: ${message} If they ` +
      'moved, name the folder that they or their set lie in: --data DIR, RESIDUAL_LAB_DATA, or the setting ' +
      'residualLab.dataFolder.',
  );
}

/** The data of a training's checked value; null where run.json has none. */
export function askedData({ value }: Pick<NewRun, 'value'>): AskedData | null {
  const data = (value as { data?: Partial<AskedData> } | null)?.data;
  if (typeof data?.set !== 'string' || data.set === '') return null;
  return { set: data.set, format: typeof data.format === 'string' ? data.format : null };
}

function isSameSet(a: AskedData, b: AskedData | null): boolean {
  return b !== null && a.set === b.set && a.format === b.format;
}
