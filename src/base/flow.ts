import type { Json } from './json.ts';

/** A number or truth value in the form in which somebody wrote it, so that `1e3` stays `1e3`. */
export class Written {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Flow =
  null | boolean | number | string | Written | readonly Flow[] | { readonly [key: string]: Flow };

/** Writes a value as YAML on one line so that it reads the same inside and outside of brackets. */
export function flowText(value: Json | Flow): string {
  if (value instanceof Written) return value.text;
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, v]) =>
      v === null ? scalarText(key) : `${scalarText(key)}: ${flowText(v)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return typeof value === 'string' ? scalarText(value) : String(value);
}

/** `Array.isArray` does not know lists that are only read. */
const isList = (value: Json | Flow): value is readonly (Json | Flow)[] => Array.isArray(value);

/** Words need no quotes; what another type could be read from, or what has a meaning in YAML, does. */
function scalarText(text: string): string {
  const plain = /^[\p{L}_./][\p{L}\p{N}_./ -]*$/u.test(text) && !/ $/.test(text);
  const otherType = /^(true|false|null|[.](inf|nan)|[.]\d.*)$/i.test(text);
  return plain && !otherType ? text : JSON.stringify(text);
}
