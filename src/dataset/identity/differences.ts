import { formatCount } from '../../base/index.ts';
import type { DataFingerprint, DataRecord } from '../../record/index.ts';

const mostNames = 4;

/**
 * How a set differs from what it was, in a sentence part for people: which files are gone, have
 * other contents, were renamed or swapped, or are new. Where the files of one of the two are not known
 * singly, which folders differ, else the counts.
 */
export function describeDifferences(before: Known, now: Known): string {
  const files = before.files && now.files ? ofFiles(before.files, now.files) : [];
  if (files.length > 0) return files.join('; ');
  const folders = before.folders && now.folders ? ofFolders(before.folders, now.folders) : [];
  if (folders.length > 0) return folders.join('; ');
  const count = ({ fingerprint }: Known) =>
    `${formatCount(fingerprint.files)} files with ${formatCount(fingerprint.bytes)} bytes`;
  return `it had ${count(before)}, and has ${count(now)} with other names or contents`;
}

/** What a record says of a set. Of one that is told by its fingerprint only, `knownBy`. */
type Known = Pick<DataRecord, 'fingerprint' | 'files' | 'folders'>;

/** What is known of a set: this record if it is of this fingerprint, else that alone. */
export function knownBy(fingerprint: DataFingerprint, record: DataRecord | null): Known {
  return record?.fingerprint.sha256 === fingerprint.sha256
    ? record
    : { fingerprint, files: null, folders: null };
}

type Files = NonNullable<DataRecord['files']>;
type Folders = NonNullable<DataRecord['folders']>;

function ofFiles(before: Files, now: Files): string[] {
  const gone = new Set(Object.keys(before).filter(name => !Object.hasOwn(now, name)));
  const added = new Set(Object.keys(now).filter(name => !Object.hasOwn(before, name)));
  const changed = new Set(
    Object.keys(now).filter(
      name => Object.hasOwn(before, name) && !isSame(before[name], now[name]),
    ),
  );
  const bySum = bySumOf(before, gone);
  const renamed = [...added].flatMap(name => {
    const from = bySum.get(sumOf(now[name]))?.find(old => gone.has(old));
    if (from === undefined) return [];
    gone.delete(from);
    added.delete(name);
    return [`${from} is now ${name}`];
  });
  const changedBySum = bySumOf(before, changed);
  const swapped = [...changed].flatMap(name => {
    const other = changedBySum
      .get(sumOf(now[name]))
      ?.find(n => n !== name && changed.has(n) && sumOf(now[n]) === sumOf(before[name]));
    if (other === undefined || !changed.has(name)) return [];
    changed.delete(name);
    changed.delete(other);
    return [`${name} with ${other}`];
  });
  return [
    part(gone, 'is gone', 'are gone'),
    part(changed, 'has other contents', 'have other contents'),
    part(swapped, 'pair was swapped', 'pairs were swapped', ''),
    part(renamed, 'was renamed', 'were renamed'),
    part(added, 'is new', 'are new'),
  ].filter(text => text !== '');
}

function ofFolders(before: Folders, now: Folders): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const other = names.filter(name => String(before[name] ?? []) !== String(now[name] ?? []));
  const each = other.map(
    name =>
      `${name} (${formatCount(before[name]?.[0] ?? 0)} files, now ${formatCount(now[name]?.[0] ?? 0)})`,
  );
  return each.length === 0 ? [] : [part(each, 'differs', 'differ', 'folder')];
}

function isSame(a: Files[string] | undefined, b: Files[string] | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** The names of files with known contents, by these. */
function bySumOf(files: Files, names: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    const sum = sumOf(files[name]);
    if (sum !== unknownSum) found.set(sum, [...(found.get(sum) ?? []), name]);
  }
  return found;
}

const unknownSum = '';

/** Of a file that was not looked into nobody knows. */
function sumOf(file: Files[string] | undefined): string {
  return file?.[1] == null ? unknownSum : `${file[0]} ${file[1]}`;
}

/** `2 files are gone (a, b)` */
function part(names: Iterable<string>, one: string, many: string, noun = 'file'): string {
  const list = [...names];
  if (list.length === 0) return '';
  const more = list.length > mostNames ? `, … ${formatCount(list.length - mostNames)} more` : '';
  const count = noun === '' ? '' : ` ${noun}${list.length === 1 ? '' : 's'}`;
  return `${formatCount(list.length)}${count} ${list.length === 1 ? one : many} (${list.slice(0, mostNames).join(', ')}${more})`;
}
