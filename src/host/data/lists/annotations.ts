import path from 'node:path';
import { diskError, readText, replaceFile } from '../../../system/index.ts';

/** What a person wrote about a run. */
export interface Annotation {
  readonly tags: readonly string[];
  readonly note: string;
}

export const noAnnotation: Annotation = { tags: [], note: '' };

const mostTags = 50;
const longestTag = 60;
const longestNote = 10_000;

/**
 * `annotations.json` of a store: `{format: 1, runs: {ID: {tags, note}}}`, the id being that of the first
 * part of a run, so that it stays when the run is resumed and a fork has its own. What cannot be understood is passed over.
 */
export function readAnnotations(store: string): ReadonlyMap<string, Annotation> {
  const runs = objectOf(objectOf(parsed(readText(fileOf(store))))['runs']);
  return new Map(Object.entries(runs).map(([id, value]) => [id, annotationOf(value)]));
}

/** Writes what is said of one run; of the others it stays. Throws a UserError where that fails. */
export function writeAnnotation(store: string, id: string, annotation: Annotation): void {
  const runs = new Map(readAnnotations(store));
  const written = annotationOf(annotation);
  if (written.tags.length === 0 && written.note === '') runs.delete(id);
  else runs.set(id, written);
  try {
    const text = JSON.stringify({ format: 1, runs: Object.fromEntries(runs) }, null, 2);
    replaceFile(fileOf(store), `${text}\n`);
  } catch (error) {
    throw diskError(error, 'write tags and notes', fileOf(store));
  }
}

function annotationOf(value: unknown): Annotation {
  const { tags, note } = objectOf(value);
  const words = Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [];
  const trimmed = words.map(tag => tag.trim().slice(0, longestTag)).filter(tag => tag !== '');
  return {
    tags: [...new Set(trimmed)].slice(0, mostTags),
    note: typeof note === 'string' ? note.slice(0, longestNote) : '',
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function fileOf(store: string): string {
  return path.join(store, 'annotations.json');
}
