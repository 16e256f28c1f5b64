import type { TSchema } from '@sinclair/typebox/type';
import { Check } from '@sinclair/typebox/value';
import { fieldOf, isObject, isOptional, meant, seenAs } from './look.ts';

/**
 * What is wrong with a value that does not fit, as a sentence without its subject: which key, what it should
 * be, and what it is. Of several faults the first.
 */
export function mismatch(schema: TSchema, value: unknown, path = ''): string {
  const name = path === '' ? 'it' : `\`${path}\``;
  const fault = (expected: string) => `${name} should be ${expected}, not ${shown(value)}`;
  const seen = seenAs(schema);
  switch (seen.is) {
    case 'nullable':
      return mismatch(seen.other, value, path);
    case 'list': {
      if (!Array.isArray(value)) return fault('a list');
      if (value.length > seen.longest) return fault(`a list of ${seen.longest} at most`);
      const index = value.findIndex(item => !Check(seen.item, item));
      return mismatch(seen.item, value[index], `${path}[${index}]`);
    }
    case 'record': {
      if (!isObject(value)) return fault('an object');
      const wrong = Object.entries(value).find(([, part]) => !Check(seen.value, part));
      return `${name} holds ${shown(wrong?.[1])} under ${shown(wrong?.[0])}`;
    }
    case 'shape': {
      if (!isObject(value)) return fault('an object');
      const wrong = seen.fields.find(([key, field]) => {
        const part = fieldOf(value, key);
        return !(part === undefined && isOptional(field)) && !Check(field, part);
      });
      if (wrong === undefined) return `${name} is not what it should be`;
      const [key, field] = wrong;
      return mismatch(field, fieldOf(value, key), path === '' ? key : `${path}.${key}`);
    }
    case 'either': {
      if (!isObject(value)) return fault('an object');
      const shape = meant(seen, value);
      if (shape !== undefined) return mismatch(shape, value, path);
      const { tag, shapes } = seen;
      const told = fieldOf(value, tag);
      const all = shapes.map(each => expects(each.tag, told)).join(', ');
      return `\`${path === '' ? tag : `${path}.${tag}`}\` should be ${all}, not ${shown(told)}`;
    }
    case 'plain':
      return fault(expects(schema, value));
  }
}

function expects(schema: TSchema, value: unknown): string {
  const said = schema['expects'] as string | ((value: unknown) => string | null) | undefined;
  if (typeof said === 'function') return said(value) ?? 'something else';
  return said ?? 'something else';
}

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
