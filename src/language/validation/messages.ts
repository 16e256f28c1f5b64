import type { ErrorObject } from 'ajv';
import type { SchemaNode } from '../../schema/index.ts';
import { ownNamesOf } from '../otherNames.ts';
import { didYouMean } from '../suggest.ts';
import type { ValueProblem } from './problem.ts';

/** The names of kinds of cells: none of them is a key of another kind's cell by mistake. */
export type KindNames = { readonly has: (name: string) => boolean };

type Worded = Pick<ValueProblem, 'message' | 'fix'>;

/** Words a validator's error: what is wrong and what to do. */
export function messageOf(
  error: ErrorObject,
  path: readonly string[],
  kinds: KindNames,
): Pick<ValueProblem, 'code' | 'message' | 'fix'> {
  const schema = (error.parentSchema ?? {}) as SchemaNode;
  const name = nameOf(path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = (error.params as { additionalProperty: string }).additionalProperty;
      if (path.length === 0 && kinds.has(key) && !isMapAt(error.data, key))
        return {
          code: 'cell.separator',
          message: `\`${key}\` begins a cell of its own; put a line with \`---\` above it.`,
        };
      const given = (error.data as Readonly<Record<string, unknown>>)[key];
      return { code: 'key.unknown', ...unknownKey(key, given, path, schema) };
    }
    case 'required': {
      const key = (error.params as { missingProperty: string }).missingProperty;
      const owner = path.length === 0 ? 'This cell' : name;
      return {
        code: 'key.missing',
        message: `${owner} needs \`${key}\`.${exampleOf(schema, key)}`,
      };
    }
    case 'enum': {
      const words = schema.enum ?? [];
      return {
        code: 'value.unknown',
        message: `${name} cannot be ${show(error.data)}.${guessFor(error.data, words)} Take one of ${words.map(w => `\`${w}\``).join(', ')}.`,
      };
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        code: 'value.range',
        message: `${name} is ${show(error.data)}, but must be ${rangeOf(schema)}.`,
        fix: nearestBound(error.data, schema),
      };
    case 'minItems':
    case 'maxItems': {
      const { limit } = error.params as { limit: number };
      const bound = error.keyword === 'minItems' ? 'at least' : 'at most';
      return {
        code: 'value.length',
        message:
          schema.forms && bound === 'at least'
            ? `${name}: ${schema.forms}`
            : `${name} must have ${bound} ${limit} ${limit === 1 ? 'item' : 'items'}.`,
      };
    }
    case 'uniqueItems':
      return { code: 'value.duplicate', message: `${name} must not hold the same value twice.` };
    case 'minProperties':
      return {
        code: 'value.length',
        message: `${name} must not be empty. ${schema.forms ?? ''}`.trim(),
      };
    default:
      return { code: 'value.type', ...wrongType(error, schema, name) };
  }
}

/** A map under the name of a kind is no name: it is another key of this cell. */
function isMapAt(data: unknown, key: string): boolean {
  const value = data !== null && typeof data === 'object' ? Object.entries(data) : [];
  return value.some(([name, v]) => name === key && v !== null && typeof v === 'object');
}

function unknownKey(
  key: string,
  given: unknown,
  path: readonly string[],
  schema: SchemaNode,
): Worded {
  const known = Object.keys(schema.properties ?? {});
  if (key === '<<')
    return { message: 'Merge keys are not part of the language; write the keys out.' };
  const joined = /^([a-z-]+)\s*[:=]\s*(\S.*)$/.exec(key);
  if (joined !== null && known.includes(joined[1] ?? '')) {
    const text = `${joined[1] ?? ''}: ${joined[2] ?? ''}`;
    return { message: `A key ends with a colon and a space. Write \`${text}\`.`, fix: { text } };
  }
  const where = path.length === 0 ? 'this cell' : nameOf(path);
  const message =
    misplacedKey(key, given, path, known) ??
    `There is no key \`${key}\` in ${where}.${knownKeys(key, known, schema)}`;
  return { message };
}

/** What is said of a key that people write here and that means something elsewhere; null of any other. */
function misplacedKey(
  key: string,
  given: unknown,
  path: readonly string[],
  known: readonly string[],
): string | null {
  if (path[0] === 'block' && path.length === 2 && key !== 'after')
    return `A layer is a word with its number and has no colon, e.g. \`conv 3\`; only \`after:\` has one.`;
  if (
    path.length === 0 &&
    known.includes('block') &&
    /^(activation|bn|conv|dropout|relu)/.test(key)
  )
    return `There is no key \`${key}\` in this cell. Layers stand in \`block\`, e.g. \`block: [norm, relu, conv 3, dropout 0.3]\`.`;
  if (path[0] === 'optimizer' && ownNamesOf(key).includes('rate'))
    return 'The learning rate is a key of the cell, not of the optimiser; write `rate: 0.1` beside `optimizer`.';
  if (key === 'steps' && typeof given === 'number' && known.includes('epochs'))
    return 'The length of a training is counted in epochs: write `epochs`. An epoch is the training examples divided by `batch` steps; steps of the rate stand in `rate: {steps: ...}`.';
  return null;
}

/** Where a key belongs, which it is a slip of, or else which keys there are. */
function knownKeys(key: string, known: readonly string[], schema: SchemaNode): string {
  const owners = ownersOf(key, schema);
  const belongs =
    owners.length === 0
      ? ''
      : ` It belongs to ${owners.map(o => `\`${o.key}\``).join(' or ')}: write \`${ownerText(owners[0], key)}\`.`;
  const guess = belongs || didYouMean(key, known) || elsewhere(key, schema);
  return guess === '' ? ` It may have ${known.map(k => `\`${k}\``).join(', ')}.` : guess;
}

/** `weight_decay` is `decay` in `optimizer`. */
function elsewhere(key: string, schema: SchemaNode): string {
  for (const name of ownNamesOf(key))
    for (const owner of ownersOf(name, schema)) return ` Here it is \`${ownerText(owner, name)}\`.`;
  return '';
}

interface Owner {
  readonly key: string;
  /** Its value is a list of maps. */
  readonly isList: boolean;
}

/**
 * The keys of the schema whose value may have this key: `momentum` belongs to `optimizer`, `filters` to
 * each of the `stages`, and to the `stem`.
 */
function ownersOf(key: string, schema: SchemaNode): Owner[] {
  const hasKey = (node: SchemaNode) => node.properties !== undefined && key in node.properties;
  const formsOf = (node: SchemaNode) => node.anyOf ?? [node];
  return Object.entries(schema.properties ?? {})
    .flatMap(([owner, value]): Owner[] => {
      const forms = formsOf(value);
      if (forms.some(hasKey)) return [{ key: owner, isList: false }];
      const isList = forms.some(({ items }) => items !== undefined && formsOf(items).some(hasKey));
      return isList ? [{ key: owner, isList }] : [];
    })
    .sort((a, b) => Number(b.isList) - Number(a.isList));
}

function ownerText(owner: Owner | undefined, key: string): string {
  if (owner === undefined) return key;
  return owner.isList ? `${owner.key}: [{${key}: ...}]` : `${owner.key}: {${key}: ...}`;
}

function wrongType(error: ErrorObject, schema: SchemaNode, name: string): Worded {
  const words = (schema.anyOf ?? []).flatMap(form => form.enum ?? []);
  const guess = guessFor(error.data, words);
  const numbers = typeof error.data === 'string' ? error.data.trim().split(/\s+/) : [];
  const isItem = /\/\d+$/.test(error.instancePath);
  const isOne = !isItem && (schema.type === 'number' || schema.type === 'integer');
  if (numbers.length > 1 && numbers.every(n => n !== '' && Number.isFinite(Number(n))) && isOne)
    return {
      message: `${name} is one number and cannot be ${show(error.data)}; write one, without a space.`,
    };
  if (numbers.length > 1 && numbers.every(n => n !== '' && Number.isFinite(Number(n)))) {
    const text = numbers.join(', ');
    const message = `A comma is missing in ${show(error.data)}: write \`${text}\`.`;
    return { message, fix: { text } };
  }
  const meant = numberMeant(error.data, schema);
  if (meant !== null)
    return {
      message: `${name} cannot be the text ${show(error.data)}; write ${schema.type === 'integer' ? 'the whole number' : 'the number'} \`${meant}\`.`,
      fix: { text: meant },
    };
  if (schema.forms)
    return { message: `${name} cannot be ${show(error.data)}.${guess} ${schema.forms}` };
  const wanted = typeNames[schema.type ?? ''] ?? 'another value';
  const range =
    schema.type === 'integer' || schema.type === 'number' ? ` (${rangeOf(schema)})` : '';
  const example = schema.examples?.[0] ?? schema.default;
  const suffix = example === undefined ? '' : `, e.g. ${show(example)}`;
  return {
    message: `${name} cannot be ${show(error.data)}; write ${wanted}${range === ' (any)' ? '' : range}${suffix}.`,
  };
}

/**
 * The number that a text stands for to people and not to YAML: in quotes, with digits or a minus of another
 * kind, grouped with `_`, or with a decimal comma. Null where no number is wanted or none is meant.
 */
function numberMeant(data: unknown, schema: SchemaNode): string | null {
  const forms = [schema, ...(schema.anyOf ?? [])];
  if (typeof data !== 'string' || !forms.some(f => f.type === 'number' || f.type === 'integer'))
    return null;
  const text = data
    .normalize('NFKC')
    .trim()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?<=\d)_(?=\d)/g, '')
    .replace(/^([-+]?\d+),(\d+)$/, '$1.$2');
  const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);
  return isNumber ? text.replace(/^([-+]?)0+(?=\d)/, '$1') : null;
}

const typeNames: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a word',
  boolean: '`true` or `false`',
  array: 'a list, e.g. `[1, 2]`',
  object: 'keys and values, e.g. `{key: value}`',
  null: 'nothing after the colon',
};

function guessFor(data: unknown, words: readonly string[]): string {
  return typeof data === 'string' ? didYouMean(data, words) : '';
}

/** The bound that a number is beyond, where the bound itself is allowed. */
function nearestBound(data: unknown, { minimum, maximum }: SchemaNode): ValueProblem['fix'] {
  if (typeof data !== 'number') return undefined;
  if (minimum !== undefined && data < minimum) return { text: String(minimum) };
  return maximum !== undefined && data > maximum ? { text: String(maximum) } : undefined;
}

function rangeOf(schema: SchemaNode): string {
  const parts = [
    schema.minimum === undefined ? '' : `at least ${schema.minimum}`,
    schema.exclusiveMinimum === undefined ? '' : `above ${schema.exclusiveMinimum}`,
    schema.maximum === undefined ? '' : `at most ${schema.maximum}`,
    schema.exclusiveMaximum === undefined ? '' : `below ${schema.exclusiveMaximum}`,
  ].filter(p => p !== '');
  return parts.length === 0 ? 'any' : parts.join(' and ');
}

/** `rate.cosine`, `stages[2].filters` (items counted from 1, as people do). */
function nameOf(path: readonly string[]): string {
  const text = path
    .map((p, i) => (/^\d+$/.test(p) ? `[${Number(p) + 1}]` : i === 0 ? p : `.${p}`))
    .join('');
  return path.length === 0 ? 'The cell' : `\`${text}\``;
}

function exampleOf(schema: SchemaNode, key: string): string {
  const property = schema.properties?.[key];
  const example = property?.examples?.[0] ?? property?.default;
  return example === undefined ? '' : ` Write e.g. \`${key}: ${show(example, false)}\`.`;
}

function show(value: unknown, quoted = true): string {
  if (value === null) return 'empty';
  const text =
    typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return quoted ? `\`${short}\`` : short;
}
