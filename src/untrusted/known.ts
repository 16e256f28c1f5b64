import type { TSchema } from '@sinclair/typebox/type';
import { fieldOf, isObject, isOptional, isUnknown, meant, seenAs } from './look.ts';

/**
 * Of a value what a schema knows: other fields are left out, and a field that may be null is null where it is
 * missing. What does not fit stays as it is, for a check to find.
 */
export function known(schema: TSchema, value: unknown): unknown {
  const seen = seenAs(schema);
  switch (seen.is) {
    case 'nullable':
      return value === null ? null : known(seen.other, value);
    case 'list':
      if (!Array.isArray(value) || seenAs(seen.item).is === 'plain') return value;
      return value.map(item => known(seen.item, item));
    case 'shape': {
      if (!isObject(value)) return value;
      const found: Record<string, unknown> = {};
      for (const [key, field] of seen.fields) {
        const part = fieldOf(value, key);
        if (isUnknown(field)) found[key] = part;
        else if (part !== undefined && part !== null) found[key] = known(field, part);
        else if (seenAs(field).is === 'nullable') found[key] = null;
        else if (part === null && !isOptional(field)) found[key] = null;
      }
      return found;
    }
    case 'either': {
      const shape = meant(seen, value);
      return shape === undefined ? value : known(shape, value);
    }
    case 'record':
    case 'plain':
      return value;
  }
}
