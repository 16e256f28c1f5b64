import path from 'node:path';
import {
  anything,
  listOf,
  parse,
  recordOf,
  shape,
  taken,
  takenOrNull,
  text,
} from '../../../untrusted/index.ts';
import { diskError, readText, replaceFile } from '../../../system/index.ts';

/** A part that cannot be understood is passed over, and the others stay: so each is looked at by itself. */
const fileSchema = shape({ runs: recordOf(anything) });
const looseSchema = shape({ tags: anything, note: anything });
const tagsSchema = listOf(anything);
const wordSchema = text();

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
  const file = parse(readText(fileOf(store)) ?? '', 'annotations.json', v => taken(fileSchema, v));
  const runs = file.ok ? Object.entries(file.value.runs) : [];
  return new Map(runs.map(([id, value]) => [id, annotationOf(value)]));
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
  const { tags, note } = takenOrNull(looseSchema, value) ?? {};
  const words = (takenOrNull(tagsSchema, tags) ?? []).map(
    tag => takenOrNull(wordSchema, tag) ?? '',
  );
  const trimmed = words.map(tag => tag.trim().slice(0, longestTag)).filter(tag => tag !== '');
  return {
    tags: [...new Set(trimmed)].slice(0, mostTags),
    note: (takenOrNull(wordSchema, note) ?? '').slice(0, longestNote),
  };
}

function fileOf(store: string): string {
  return path.join(store, 'annotations.json');
}
