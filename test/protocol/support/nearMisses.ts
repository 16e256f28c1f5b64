/** A value with one fault, and what it is. */
export interface NearMiss {
  readonly fault: string;
  readonly value: unknown;
}

/** Names of fields that may be missing, and of those that hold one of a few words. */
export interface Fields {
  readonly optional: readonly string[];
  readonly words: readonly string[];
}

/** Of a value that fits all that differ from it in one place: a field is missing, a part is of another type, a word is none. */
export function* nearMisses(value: unknown, fields: Fields, name = ''): Iterable<NearMiss> {
  if (ArrayBuffer.isView(value)) {
    yield { fault: `${name} is a list`, value: Array.from(value as Int32Array) };
    return;
  }
  if (Array.isArray(value)) {
    yield { fault: `${name} is no list`, value: {} };
    for (const [i, part] of value.entries())
      for (const miss of nearMisses(part, fields, `${name}[${i}]`))
        yield { ...miss, value: value.with(i, miss.value) };
    return;
  }
  if (typeof value === 'object' && value !== null) {
    yield { fault: `${name} is a number`, value: 7 };
    for (const [key, part] of Object.entries(value)) {
      const path = name === '' ? key : `${name}.${key}`;
      const others = Object.entries(value).filter(([other]) => other !== key);
      if (!fields.optional.includes(key))
        yield { fault: `${path} is missing`, value: Object.fromEntries(others) };
      if (fields.words.includes(key))
        yield { fault: `${path} is no word of it`, value: { ...value, [key]: `${String(part)}?` } };
      for (const miss of nearMisses(part, fields, path))
        yield { ...miss, value: { ...value, [key]: miss.value } };
    }
    return;
  }
  yield { fault: `${name} is something else`, value: { not: value } };
}
