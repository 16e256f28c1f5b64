import { expect } from 'vitest';
import { defined, type Row } from '../../../src/base/index.ts';
import { createProgram } from '../../../src/engine/compile/index.ts';
import type { Batch, EvaluationSource } from '../../../src/engine/data/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import type { StudyContext, StudyEvent } from '../../../src/engine/studies/index.ts';
import { kinds, type CellKind, type ValueOf } from '../../../src/language/index.ts';
import type { NetworkPlan } from '../../../src/network/index.ts';
import { computations } from '../../../src/studies/compute.index.ts';
import { hostBatch, unevenValues, type HostBatch } from '../model/tiny.ts';

/** A study of a network with uneven weights on random examples, on whatever backend is set. */
export function context(
  plan: NetworkPlan,
  examples: HostBatch,
  change: Partial<StudyContext> = {},
): StudyContext {
  const batch = change.batch ?? 4;
  return {
    plan,
    weights: unevenValues(plan),
    examples: sourceOf(plan, examples, batch),
    batch,
    ops: plainOps,
    createProgram: definition => createProgram(definition, { compiled: false }),
    signal: new AbortController().signal,
    ...change,
  };
}

export function randomExamples(plan: NetworkPlan, count: number): HostBatch {
  return hostBatch(plan, count, 7);
}

/** The part of a batch from one example to another. */
export function slice(plan: NetworkPlan, { images, labels }: HostBatch, from: number, to: number) {
  const size = plan.input.reduce((a, b) => a * b, 1);
  return { images: images.slice(from * size, to * size), labels: labels.slice(from, to) };
}

function sourceOf(plan: NetworkPlan, all: HostBatch, batch: number): EvaluationSource {
  const count = all.labels.length;
  return {
    batches: Math.ceil(count / batch),
    tail: count % batch,
    batch: (i): Promise<Batch> =>
      Promise.resolve(slice(plan, all, i * batch, Math.min(count, (i + 1) * batch))),
    waitedMs: 0,
    close: () => Promise.resolve(),
  };
}

/** Every event of a study. */
export async function eventsOf<K extends CellKind>(
  kind: K,
  of: StudyContext,
  value: ValueOf<K>,
): Promise<StudyEvent[]> {
  const events: StudyEvent[] = [];
  const computation = defined(computations.get(kind), kind);
  for await (const event of computation.run(of, value as never)) events.push(event);
  return events;
}

export async function rowsOf<K extends CellKind>(
  kind: K,
  of: StudyContext,
  value: ValueOf<K>,
): Promise<Row[]> {
  const events = await eventsOf(kind, of, value);
  return events.flatMap(event => (event.kind === 'rows' ? event.rows : []));
}

/** Fails unless rows are exactly what the descriptor of their kind declares. */
export function expectColumns(kind: CellKind, rows: readonly Row[]): void {
  const columns = kinds.get(kind)?.columns ?? [];
  for (const row of rows) {
    expect(Object.keys(row).sort()).toEqual(columns.map(c => c.name).sort());
    for (const { name, type, nullable } of columns) {
      const value = row[name];
      if (value === null) expect(nullable, `${name} is null`).toBe(true);
      else expect(typeof value, name).toBe(type === 'utf8' ? 'string' : 'number');
      if (type === 'int32' && value !== null) expect(Number.isInteger(value), name).toBe(true);
    }
  }
}

/** A row's number. */
export function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw new Error(`${column} is ${String(value)}, not a number`);
  return value;
}
