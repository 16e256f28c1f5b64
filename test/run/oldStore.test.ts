/**
 * A store that the version before wrote (`test/fixtures/oldStore`) lists, exports, shows and goes on as it did with that
 * version: what is expected here was printed by it.
 */
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runFolder } from '../../src/engine/run.ts';
import { findData, resumeRequest } from '../../src/runs/index.ts';
import { createRun, lastCheckpoint, readRun } from '../../src/store/index.ts';
import { settleRun } from '../../src/store/tables/index.ts';
import { testIo } from '../cli/support/io.ts';
import { reslab } from '../cli/support/reslab.ts';
import { studyIn, trainingIn } from '../results/support.ts';
import type { PlainAnswers } from '../fixtures/oldStore/answers.mjs';
import { arithmetic, sumOfCheckpoint } from '../fixtures/oldStore/sums.mjs';

const fixture = join(import.meta.dirname, '../fixtures/oldStore');
const kept = (name: string) => readFileSync(join(fixture, 'expected', name), 'utf8');
const exported = readdirSync(join(fixture, 'expected')).filter(name => name.endsWith('.csv'));

const { madeWith, resumed } = JSON.parse(kept('resumed.json')) as {
  readonly madeWith: { readonly node: string; readonly arch: string; readonly arithmetic: string };
  readonly resumed: Record<string, { readonly checkpoint: string; readonly sha256: string }>;
};

let folder: string;
let store: string;
beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
  folder = mkdtempSync(join(tmpdir(), 'old-store-'));
  store = join(folder, '.residual-lab');
  copyFileSync(join(fixture, 'lab.resnet.yaml'), join(folder, 'lab.resnet.yaml'));
  cpSync(join(fixture, 'store'), store, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const printed = async (...argv: string[]) => {
  const { code, stdout, stderr } = await reslab(argv, testIo({ cwd: folder }));
  expect(stderr.text).toBe('');
  expect(code).toBe(0);
  return stdout.text;
};

describe('a store of the version before', () => {
  it('lists the same runs, each key as before', async () => {
    const { runs } = JSON.parse(kept('runs.json')) as { runs: { folder: string }[] };
    const now = JSON.parse(await printed('runs', '--json')) as { runs: unknown[] };
    expect(now.runs).toHaveLength(runs.length);
    const folderOf = (name: string) => join(store, 'runs', name);
    expect(now.runs).toMatchObject(runs.map(run => ({ ...run, folder: folderOf(run.folder) })));
  });

  it.each(exported)('exports %s with the same bytes in the columns that there were', async name => {
    const [run = '', table = ''] = name.split('.');
    const now = await printed('export', run, '--table', table);
    expect(sharedColumns(now, kept(name))).toBe(kept(name));
  });

  it('shows the same curves, blocks and studies', () => {
    const expected = JSON.parse(kept('answers.json')) as PlainAnswers;
    // Whoever printed them had exported every table before, which settles a run that was killed.
    for (const run of readdirSync(join(store, 'runs'))) settleRun(join(store, 'runs', run));
    expect(Object.keys(expected)).toEqual(readdirSync(join(store, 'runs')).sort());
    for (const [run, answers] of Object.entries(expected))
      for (const answer of answers)
        expect(plain(shownNow(run, answer))).toMatchObject(comparable(answer));
  });

  it('has a notebook that is still free of errors', async () => {
    expect(await printed('check', 'lab.resnet.yaml')).toMatch(/^lab\.resnet\.yaml: no errors$/m);
    const { code } = await reslab(['show', 'lab.resnet.yaml'], testIo({ cwd: folder }));
    expect(code).toBe(0);
  });
});

// The engine `cpu` computes with IEEE 754 arithmetic and the mathematics of the JavaScript engine, nothing else.
const isSame = arithmetic() === madeWith.arithmetic;
const skipped = `skipped where Math.exp and others answer other bits than those of Node.js ${madeWith.node} on ${madeWith.arch}`;

describe.skipIf(!isSame)(`a run of the version before (${skipped})`, () => {
  it.each(Object.entries(resumed))('%s goes on to the same bits', async (id, expected) => {
    const before = settleRun(join(store, 'runs', id));
    const request = await findData(resumeRequest(before), store, {
      folder: null,
      usual: join(folder, 'no-data'),
      env: {},
    });
    const next = await createRun(store, request);
    await runFolder(next);
    expect(readRun(next).ending).toMatchObject({ ending: 'finished' });
    const last = lastCheckpoint(next)?.path ?? '';
    expect(basename(last)).toBe(expected.checkpoint);
    expect(sumOfCheckpoint(last)).toBe(expected.sha256);
  });
});

/** A table without the columns that another lacks. No cell of these tables has a comma. */
function sharedColumns(now: string, before: string): string {
  const names = (before.split(/\r?\n/)[0] ?? '').split(',');
  const [header = '', ...rows] = now.split('\n');
  const places = names.map(name => header.replace('\r', '').split(',').indexOf(name));
  const shared = (line: string) => {
    const cells = line.replace('\r', '').split(',');
    return places.map(i => cells[i] ?? '').join(',') + (line.endsWith('\r') ? '\r' : '');
  };
  return [header, ...rows].map(line => (line === '' ? '' : shared(line))).join('\n');
}

interface OldCurves {
  readonly lines: readonly { readonly x: unknown; readonly y: unknown }[];
  readonly events: readonly { readonly x: number }[];
  readonly plan: { readonly end: number } | null;
}

interface OldColumn {
  readonly column: { readonly name: string };
  readonly values: unknown;
}

/** Of an answer of the version before what does not depend on how it was asked. */
function comparable(answer: PlainAnswers[string][number]): object {
  if (answer['kind'] === 'study') {
    const { axis, of, classes, rows, columns } = answer;
    const named = (columns as OldColumn[]).map(({ column, values }) => [column.name, values]);
    return { axis, of, classes, results: { rows, columns: Object.fromEntries(named) as object } };
  }
  if (answer['kind'] === 'blocks') {
    return without(answer, ['kind', 'run']);
  }
  const [group] = answer['groups'] as { readonly runs: readonly OldCurves[] }[];
  const [run] = group?.runs ?? [];
  return {
    lines: run?.lines.map(({ x, y }) => ({ x, y })),
    events: run?.events.map(event => without(event, ['x'])),
    ...(run?.plan == null ? {} : { end: run.plan.end }),
  };
}

function without(value: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** What is shown of a run now, in the form in which the version before answered its views. */
function shownNow(run: string, { kind }: PlainAnswers[string][number]): object {
  if (kind === 'study') {
    const { results, axis, of, classes } = studyIn(store, run);
    return { results, axis, of, classes };
  }
  const training = trainingIn(store, run);
  if (kind === 'blocks') {
    const blocks = training.blocks(null);
    if ('reason' in blocks) return blocks;
    const { columns, ...others } = blocks;
    return { ...columns, ...others };
  }
  const { epoch, accuracy } = training.metrics.test.columns;
  return {
    lines: [{ x: epoch, y: accuracy }],
    events: training.events,
    end: training.recipe?.epochs,
  };
}

function plain(value: object): unknown {
  const text = JSON.stringify(value, (_, part: unknown) =>
    ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part,
  );
  return JSON.parse(text);
}
