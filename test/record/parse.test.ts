import { describe, expect, it } from 'vitest';
import {
  describeEnding,
  withLastPrinted,
  describeRun,
  endingReason,
  parseRunEnding,
  parseRunProcess,
  parseRunRequest,
  requestText,
  parseRunStatus,
  type RunRequest,
} from '../../src/record/index.ts';
import { printable } from '../../src/base/index.ts';
import { someRequest } from '../support/runFolder.ts';

const created = '2026-11-21T06:25:01.000Z';
const id = '20261121-062501-base-4f2c';
const request: RunRequest = { format: 1, id, created, ...someRequest() };

describe('run.json', () => {
  it('comes back as it was written', () => {
    const parents = [
      { run: id, step: null, role: 'resume' },
      { run: id, step: 5, role: 'weights' },
    ];
    const git = { commit: '0123abc', dirty: true };
    const all = { ...request, parents, git, notebook: '/a/b.resnet.yaml', network: null };
    expect(parseRunRequest(JSON.stringify(all))).toEqual({ ok: true, value: all });
  });

  it.each([
    ['train', 'unsaid'],
    ['norms', 'study'],
  ] as const)('of a version with one parent: a %s has one that is %s', (kind, role) => {
    const before: Record<string, unknown> = { ...request, kind };
    delete before['parents'];
    const old = (parent: unknown) => parseRunRequest(JSON.stringify({ ...before, parent }));
    const read = (parents: unknown) => ({ ok: true, value: { ...before, parents } });
    expect(old({ run: id, step: 7 })).toEqual(read([{ run: id, step: 7, role }]));
    expect(old({ run: id, step: null })).toEqual(read([{ run: id, step: null, role }]));
    expect(old(null)).toEqual(read([]));
    expect(old({ run: '../other', step: 1 })).toMatchObject({ ok: false });
  });

  it('loses fields that nobody knows', () => {
    const text = JSON.stringify({
      ...request,
      later: 1,
      engine: { ...request.engine, shell: 'rm' },
    });
    expect(parseRunRequest(text)).toEqual({ ok: true, value: request });
  });

  it.each([
    ['', 'run.json: is empty'],
    ['{', 'run.json: is not JSON'],
    ['[]', 'run.json: it should be an object, not []'],
    ['null', 'run.json: it should be an object, not null'],
  ])('of the text %j is refused: %s', (text, problem) => {
    expect(parseRunRequest(text)).toEqual({ ok: false, problem });
  });

  it.each([
    ['format', 2, '`format` should be 1 (a newer version may have written it), not 2'],
    ['id', '../../etc', '`id` should be text like'],
    ['id', `${id}/x`, '`id` should be text like'],
    ['id', `${id}\n`, '`id` should be text like'],
    ['id', `20261121-062501-${'a'.repeat(1000)}`, '`id` should be text like'],
    ['created', 'yesterday', '`created` should be a time'],
    ['kind', '../train', '`kind` should be text like'],
    ['cell', 'base', '`cell` should be an object, not "base"'],
    ['cell', { name: 1, text: '', digest: '' }, '`cell.name` should be text, not 1'],
    ['parents', { run: id }, '`parents` should be a list, not {"run"'],
    ['parents', [id], '`parents[0]` should be an object, not "2026'],
    ['parents', [{ run: '../other', step: 1 }], '`parents[0].run` should be text like'],
    ['parents', [{ run: id, step: -1 }], '`parents[0].step` should be an integer from 0, not -1'],
    ['parents', [{ run: id, role: 'heir' }], '`parents[0].role` should be resume, fork, study'],
    [
      'engine',
      { name: 'gpu', compiled: true },
      '`engine.name` should be auto, tensorflow, wasm, cpu',
    ],
    ['engine', { name: 'cpu' }, '`engine.compiled` should be true or false, not missing'],
    ['variant', [], '`variant` should be an object of keys and values, not []'],
    [
      'variant',
      { seed: 1.5 },
      '`variant` should be an object with a `seed` that is a whole number',
    ],
    ['variant', { 'a b': 1, seed: 1 }, '`variant` should be an object of keys like rate.cosine'],
    ['variant', { a: 'x'.repeat(20_000), seed: 1 }, 'signs at most'],
    ['variant', { a: Array.from({ length: 5000 }, () => [1]), seed: 1 }, 'signs at most'],
    ['git', { commit: '--output=x', dirty: false }, '`git.commit` should be text like'],
    ['version', 'x'.repeat(2_000_000), '`version` should be text'],
  ])('with a hostile or broken %s is refused with a reason', (field, value, problem) => {
    const parsed = parseRunRequest(JSON.stringify({ ...request, [field]: value }));
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? '' : parsed.problem).toContain(problem);
    expect((parsed.ok ? '' : parsed.problem).length).toBeLessThan(250);
  });

  it('of a version before there were variants is that of its seed', () => {
    const old = { ...request, variant: undefined };
    const read = (fields: object) => parseRunRequest(JSON.stringify({ ...old, ...fields }));
    expect(read({ seed: 4 })).toEqual({ ok: true, value: { ...request, variant: { seed: 4 } } });
    expect(read({})).toMatchObject({ ok: false });
    expect(read({ seed: 1.5 })).toEqual({
      ok: false,
      problem: 'run.json: `seed` should be an integer, not 1.5',
    });
  });

  it('is written with its variant in one order, and with the seed for programs that know no variants', () => {
    const variant = { seed: 3, 'rate.cosine': [0.1, 0], batch: 10 };
    const text = requestText({ ...request, variant });
    expect(JSON.parse(text)).toEqual({ ...request, variant, seed: 3 });
    expect(
      requestText({ ...request, variant: { batch: 10, 'rate.cosine': [0.1, 0], seed: 3 } }),
    ).toBe(text);
    expect(parseRunRequest(text)).toEqual({ ok: true, value: { ...request, variant } });
  });

  it('cannot reach the prototype of objects', () => {
    const text = JSON.stringify(request).replace('{', '{"__proto__": {"polluted": 1},');
    expect(parseRunRequest(text).ok).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('the other files', () => {
  it('are checked in the same way', () => {
    expect(parseRunProcess('{"format":1}')).toMatchObject({ ok: false });
    expect(parseRunStatus(JSON.stringify({ format: 1, time: created, state: 'sleeping' }))).toEqual(
      {
        ok: false,
        problem: 'status.json: `state` should be starting, running, ended, not "sleeping"',
      },
    );
    expect(
      parseRunEnding(JSON.stringify({ format: 1, time: created, ending: 'won' })),
    ).toMatchObject({
      ok: false,
    });
    const ending = { format: 1, time: created, ending: 'stopped', step: 3 };
    expect(parseRunEnding(JSON.stringify(ending))).toEqual({ ok: true, value: ending });
  });
});

describe('an ending in words', () => {
  const common = { format: 1, time: created } as const;
  const failed = { ...common, ending: 'failed', code: null } as const;
  const crashed = { ...common, ending: 'crashed', message: 'gone' } as const;
  it.each([
    [{ ...common, ending: 'finished' } as const, 'finished', ''],
    [{ ...common, ending: 'stopped', step: 12 } as const, 'stopped at step 12, as asked', ''],
    [
      { ...failed, message: 'the loss is NaN', step: 7, block: '2.3' },
      'failed at step 7 in block 2.3: the loss is NaN',
      'in block 2.3: the loss is NaN',
    ],
    [{ ...failed, message: 'no data', step: null, block: null }, 'failed: no data', 'no data'],
    [
      { ...crashed, exitCode: 3, signal: null, outOfMemory: false },
      'crashed with exit code 3: gone',
      'with exit code 3: gone',
    ],
    [
      { ...crashed, exitCode: null, signal: 'SIGSEGV', outOfMemory: false },
      'crashed, killed by SIGSEGV: gone',
      'killed by SIGSEGV: gone',
    ],
    [
      {
        ...crashed,
        message: withLastPrinted('process 12 is gone', 'epoch 1. It last printed:\nepoch 2'),
        ...{ exitCode: null, signal: 'SIGKILL', outOfMemory: false },
      },
      'crashed, killed by SIGKILL: process 12 is gone',
      'killed by SIGKILL: process 12 is gone',
    ],
    [
      {
        ...{ ...crashed, message: 'the engine was killed by SIGKILL and left no ending' },
        ...{ exitCode: null, signal: 'SIGKILL', outOfMemory: false },
      },
      'crashed: the engine was killed by SIGKILL and left no ending',
      'the engine was killed by SIGKILL and left no ending',
    ],
    [
      {
        ...{ ...crashed, message: 'the engine exited with code 3 and left no ending' },
        ...{ exitCode: 3, signal: null, outOfMemory: false },
      },
      'crashed: the engine exited with code 3 and left no ending',
      'the engine exited with code 3 and left no ending',
    ],
    [
      { ...crashed, exitCode: null, signal: 'SIGKILL', outOfMemory: true },
      'crashed, probably out of memory: gone',
      'probably out of memory: gone',
    ],
    [
      { ...common, ending: 'refused', message: 'no GPU', code: null } as const,
      'refused: no GPU',
      'no GPU',
    ],
  ])('%j', (ending, words, reason) => {
    expect(describeEnding(ending)).toBe(words);
    expect(endingReason(ending)).toBe(reason);
  });

  it('cannot steer a terminal', () => {
    expect(printable('a\u001b[31mb\r\u202ec\n\td')).toBe('a\\u{1b}[31mb\\u{d}\\u{202e}c\n\td');
    const message = '\u001b]0;title\u0007';
    expect(describeEnding({ ...failed, message, step: null, block: null })).not.toMatch(/\p{Cc}/u);
  });
});

it('a run without news says since when, in the local zone', () => {
  const nothing = { request, process: null, status: null, ending: null };
  const local = new Date(created);
  const two = (n: number) => String(n).padStart(2, '0');
  const time = `${two(local.getHours())}:${two(local.getMinutes())}`;
  expect(describeRun({ ...nothing, life: 'unknown' })).toMatch(
    new RegExp(`: last sign of life (\\d{4}-\\d\\d-\\d\\d )?${time}$`),
  );
  expect(describeRun({ ...nothing, life: 'waiting' })).toMatch(/^waiting since /);
  expect(describeRun({ ...nothing, life: 'alive' })).toBe('starting');
});
