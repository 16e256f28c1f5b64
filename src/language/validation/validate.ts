import type { TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { pathOf } from '../positions.ts';
import type { Plain } from '../yaml/plain.ts';
import { suggest } from '../suggest.ts';
import { type KindNames, messageOf } from './messages.ts';
import type { ValueProblem } from './problem.ts';

/** A cell with more mistakes than this is something else; reading on would only take time. */
const mostErrors = 200;

const compiled = new WeakMap<TSchema, ValidateFunction>();

/**
 * Checks plain data against a schema. Never throws; each mistake is reported once.
 *
 * @param kinds names under which a cell of its own begins
 */
export function validate(schema: TSchema, data: Plain, kinds: KindNames): ValueProblem[] {
  let check = compiled.get(schema);
  if (check === undefined) {
    // Not strict: our annotations are keywords that Ajv does not know.
    check = new Ajv({ allErrors: true, verbose: true, strict: false, strictNumbers: true }).compile(
      schema,
    );
    compiled.set(schema, check);
  }
  if (check(data)) return [];
  return withoutEchoes(collapseUnions((check.errors ?? []).slice(0, mostErrors))).map(error =>
    problemOf(error, kinds),
  );
}

/**
 * A union reports the mistakes of all its branches. Kept are those of the branch that was meant: the
 * one whose type fits and that has fewest; if none fits, only the union itself.
 */
function collapseUnions(errors: readonly ErrorObject[]): ErrorObject[] {
  let kept = [...errors];
  const unions = errors
    .filter(e => e.keyword === 'anyOf')
    .sort((a, b) => b.schemaPath.length - a.schemaPath.length);
  for (const union of unions) {
    const inside = kept.filter(
      e =>
        e !== union &&
        e.schemaPath.startsWith(`${union.schemaPath}/`) &&
        (e.instancePath === union.instancePath ||
          e.instancePath.startsWith(`${union.instancePath}/`)),
    );
    const branches = new Map<string, ErrorObject[]>();
    for (const error of inside) {
      const branch = error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0] ?? '';
      branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
    const meant = [...branches.values()]
      .filter(b => !b.some(e => misfits(e, union.instancePath)))
      .sort((a, b) => a.length - b.length)[0];
    const dropped = new Set<ErrorObject>(inside);
    if (meant !== undefined) {
      dropped.add(union);
      for (const error of meant) dropped.delete(error);
    }
    kept = kept.filter(e => !dropped.has(e));
  }
  return kept;
}

/** A key that is missing because it is misspelt is one mistake. */
function withoutEchoes(errors: readonly ErrorObject[]): ErrorObject[] {
  const unknown = errors.filter(e => e.keyword === 'additionalProperties');
  return errors.filter(error => {
    // A value of the wrong type is none of the words either.
    if (error.keyword === 'type' && errors.some(e => isEnumOf(e, error))) return false;
    // Half a filter is no filter; that it is also too few follows.
    const isRange = /^(exclusive)?(min|max)imum$/i.test(error.keyword);
    if (isRange && errors.some(e => e.keyword === 'type' && e.instancePath === error.instancePath))
      return false;
    // Two numbers without a comma between them are one item that is none, and one too few.
    const isLength = error.keyword === 'minItems';
    if (isLength && errors.some(e => e.keyword === 'type' && isItemOf(e, error))) return false;
    if (error.keyword !== 'required') return true;
    const { missingProperty } = error.params as { missingProperty: string };
    return !unknown.some(u => {
      const { additionalProperty } = u.params as { additionalProperty: string };
      return (
        u.instancePath === error.instancePath &&
        (suggest(additionalProperty, [missingProperty]) !== null ||
          additionalProperty.startsWith(missingProperty) ||
          missingProperty === 'after')
      );
    });
  });
}

function isItemOf(item: ErrorObject, list: ErrorObject): boolean {
  return item.instancePath.startsWith(`${list.instancePath}/`);
}

function isEnumOf(error: ErrorObject, { instancePath, parentSchema }: ErrorObject): boolean {
  return (
    error.keyword === 'enum' &&
    error.instancePath === instancePath &&
    error.parentSchema === parentSchema
  );
}

function misfits(error: ErrorObject, at: string): boolean {
  return error.instancePath === at && ['type', 'const', 'enum'].includes(error.keyword);
}

function problemOf(error: ErrorObject, kinds: KindNames): ValueProblem {
  const path = pathOf(error.instancePath);
  const worded = messageOf(error, path, kinds);
  const params = error.params as { additionalProperty?: string };
  return params.additionalProperty === undefined
    ? { ...worded, path, atKey: error.keyword === 'required' }
    : { ...worded, path: [...path, params.additionalProperty], atKey: true };
}
