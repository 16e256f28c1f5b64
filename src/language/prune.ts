import type { TSchema } from '@sinclair/typebox';
import type { ValueProblem } from './validation/problem.ts';
import type { KindNames } from './validation/messages.ts';
import { validate } from './validation/validate.ts';
import type { Plain } from './yaml/plain.ts';

/** Each round removes at least one part; more rounds than this and the value is given up. */
const mostRounds = 16;

/**
 * A copy without the parts that the schema refuses, so that the rest of a broken cell still has a
 * value. Null if something that is needed is missing at the top.
 */
export function prune(
  schema: TSchema,
  data: Record<string, Plain>,
  kinds: KindNames,
): Record<string, Plain> | null {
  const copy = structuredClone(data);
  for (let round = 0; round < mostRounds; round++) {
    const problems = validate(schema, copy, kinds);
    if (problems.length === 0) return copy;
    if (problems.some(p => p.path.length === 0)) return null;
    // Last items first, so that the indices of the others stay right.
    const paths = problems.map(p => p.path).sort(compareFromEnd);
    for (const path of paths) remove(copy, path);
  }
  return null;
}

function remove(root: Plain, path: ValueProblem['path']): void {
  let owner: Plain = root;
  for (const step of path.slice(0, -1)) owner = childOf(owner, step);
  const last = path.at(-1);
  if (last === undefined || owner === null || typeof owner !== 'object') return;
  if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else delete owner[last];
}

function childOf(owner: Plain, step: string | number): Plain {
  if (owner === null || typeof owner !== 'object') return null;
  return (Array.isArray(owner) ? owner[Number(step)] : owner[step]) ?? null;
}

function compareFromEnd(a: ValueProblem['path'], b: ValueProblem['path']): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x = '', y = ''] = [a[i], b[i]];
    if (x === y) continue;
    const [m, n] = [Number(x), Number(y)];
    return Number.isNaN(m) || Number.isNaN(n) ? (String(x) < String(y) ? 1 : -1) : n - m;
  }
  return b.length - a.length;
}
