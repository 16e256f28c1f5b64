import { Check } from '@sinclair/typebox/value';
import { parseJson } from '../base/index.ts';
import { known } from './known.ts';
import { mismatch } from './mismatch.ts';
import type { Schema } from './schemas.ts';

/** What came of reading a file that is not trusted: its value, or a sentence that says what is wrong with it. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** A value is not what it should be; the message is a sentence without its subject. */
class Mismatch extends Error {}

/** Whether a value fits as it is. */
export function fits<T>(schema: Schema<T>, value: unknown): value is T {
  return Check(schema, value);
}

/** Of a value what the schema knows. Within `parse` only: a value that does not fit ends it. */
export function taken<T>(schema: Schema<T>, value: unknown): T {
  const found = known(schema, value);
  if (fits(schema, found)) return found;
  throw new Mismatch(mismatch(schema, found));
}

/** The same where what does not fit counts as nothing. */
export function takenOrNull<T>(schema: Schema<T>, value: unknown): T | null {
  const found = known(schema, value);
  return fits(schema, found) ? found : null;
}

/** Reads a text that should be JSON; the problem begins with what `file` calls it. Never throws. */
export function parse<T>(text: string, file: string, read: (value: unknown) => T): Parsed<T> {
  try {
    return { ok: true, value: read(json(text)) };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, problem: `${file}: ${error.message}` };
    throw error;
  }
}

function json(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const isDeep = error instanceof SyntaxError && error.message.startsWith('is nested');
    throw new Mismatch(isDeep ? error.message : text.trim() === '' ? 'is empty' : 'is not JSON');
  }
}
