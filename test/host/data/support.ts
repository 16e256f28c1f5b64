import path from 'node:path';
import type { Row } from '../../../src/base/index.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import type { Data, Query } from '../../../src/protocol/index.ts';
import { blocksSchema, metricsSchema, type EventKind } from '../../../src/record/index.ts';
import { claimRun, type RunWriter } from '../../../src/store/tables/index.ts';
import {
  createRun,
  describeProcess,
  type NewEnding,
  type NewRun,
} from '../../../src/store/index.ts';
import { createRunData } from '../../../src/host/data/index.ts';
import { someRequest } from '../../support/runFolder.ts';

/** Two stages of two blocks, 4 and 8 filters, on 28x28 images. */
export const notebookText = `network: tiny
input: [28, 28, 1]
classes: 10
stem: {filters: 4, kernel: 3}
stages:
  - {blocks: 2, filters: 4}
  - {blocks: 2, filters: 8, stride: 2}
---
train: base
network: tiny
data: mnist-sample
epochs: 4
batch: 10
rate: {cosine: [0.5, 0.1]}
grow: {at: [2]}
---
norms: by depth
of: base
`;

export const notebook = parseNotebook(notebookText);

/** A request of the cell \`base\` of that notebook. */
export function trainingRequest(fields: Partial<NewRun> = {}): NewRun {
  const [network, train] = notebook.cells.map(cell => cell.value?.value);
  return someRequest({ value: train, network: { name: 'tiny', value: network }, ...fields });
}

const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };

export interface TestRun {
  readonly id: string;
  readonly folder: string;
  readonly writer: RunWriter;
  end(ending?: NewEnding): void;
}

/** A run of this process, for a test to write. */
export async function openRun(store: string, request: NewRun): Promise<TestRun> {
  const folder = await createRun(store, request);
  const writer = claimRun(folder, describeProcess(engine, folder));
  return {
    id: path.basename(folder),
    folder,
    writer,
    end: (ending = { ending: 'finished' }) => {
      writer.end(ending);
      writer.close();
    },
  };
}

/** A row of metrics: ten steps an epoch, a tenth of a second a step. */
export function metric(step: number, fields: Row = {}): Row {
  return {
    step,
    epoch: step / 10,
    seconds: step / 10,
    split: 'train',
    loss: step,
    accuracy: 0.5,
    rate: 0.1,
    images_per_second: 100,
    blocks: 4,
    gradient_norm: 1,
    ...fields,
  };
}

/** Rows of training of the steps [from, to]. */
export function trainSteps(writer: RunWriter, from: number, to: number, fields: Row = {}): void {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => metric(from + i, fields));
  writer.append(metricsSchema, rows);
}

/** A record of blocks.arrows: state 10·l + step, residual 100 + l, gradient 2^l. */
export function recordBlocks(writer: RunWriter, step: number, blocks: number): void {
  const rows = Array.from({ length: blocks + 1 }, (_, l) => ({
    step,
    block: l,
    state: 10 * l + step,
    residual: l < blocks ? 100 + l : null,
    gradient: 2 ** l,
    output_gradient: l < blocks ? 2 ** (l + 1) : null,
  }));
  writer.append(blocksSchema, rows);
}

/** A row of events.arrows. */
export function event(step: number, kind: EventKind, fields: Row = {}): Row {
  const network = { blocks_before: 4, blocks_after: 4, h_before: 1, h_after: 1 };
  const time = '2026-11-21T06:25:01.000Z';
  return { step, epoch: step / 10, seconds: step / 10, time, kind, ...network, ...fields };
}

/** The first answer to a query. */
export async function ask<Q extends Query>(
  store: string,
  query: Q,
): Promise<Extract<Data, { kind: Q['kind'] }>> {
  const data = createRunData({ stores: () => [store], intervalMs: 20 });
  try {
    const found = await new Promise<Data>(resolve => data.subscribe<Query>(query, resolve));
    if (found.kind !== query.kind)
      throw new Error(found.kind === 'none' ? found.reason : found.kind);
    return found as Extract<Data, { kind: Q['kind'] }>;
  } finally {
    data.close();
  }
}
