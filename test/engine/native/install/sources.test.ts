import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPatch } from '../../../../src/engine/native/install/patch.ts';
import { bindingSources, repairedSources } from '../../../../src/engine/native/install/sources.ts';

describe('a patch', () => {
  const old = ['a', 'b', 'c', 'd', 'e', ''].join('\n');
  const patch = `--- a/x/y.h
+++ b/x/y.h
@@ -1,3 +1,3 @@
 a
-b
+B
 c
@@ -5 +5,2 @@
 e
+f
`;
  it('changes what it names', () => {
    const read = (path: string) => (path === 'x/y.h' ? old : undefined);
    expect([...applyPatch(patch, read)]).toEqual([
      ['x/y.h', ['a', 'B', 'c', 'd', 'e', 'f', ''].join('\n')],
    ]);
  });
  it.each([
    ['another line where it changes one', old.replace('b', 'x'), 'line 2 of x/y.h differs'],
    ['another line beside it', old.replace('e', 'x'), 'line 5 of x/y.h differs'],
    ['a line more before it', `new\n${old}`, 'line 1 of x/y.h differs'],
    ['no such file', undefined, 'there is no x/y.h'],
  ])('does not fit %s', (_, text, message) => {
    expect(() => applyPatch(patch, () => text)).toThrow(message);
  });
});

describe('the sources of the binding', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sources-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const text = (file: string) => readFileSync(join(folder, 'out', file), 'utf8');

  it('are those of the package with the repairs', async () => {
    await repairedSources(join(folder, 'out'));
    expect(text('tfjs_backend.cc')).toContain('memcpy(tensor_data, array_data, byte_size)');
    // A reference to JavaScript's memory is given back on any thread.
    for (const file of ['tfjs_backend.cc', 'tfjs_binding.cc'])
      expect(text(file)).not.toMatch(/NapiAutoRef|napi_create_reference|TF_NewTensor\(/);
    expect(text('tfjs_backend.h')).toBe(
      readFileSync(join(bindingSources(), 'tfjs_backend.h'), 'utf8'),
    );
  });

  it('are refused where they are not those that were repaired', async () => {
    const from = join(folder, 'in');
    cpSync(bindingSources(), from, { recursive: true });
    const file = join(from, 'tfjs_backend.cc');
    writeFileSync(file, readFileSync(file, 'utf8').replace('NapiAutoRef *auto_ref', 'Ref *ref'));
    await expect(repairedSources(join(folder, 'out'), from)).rejects.toMatchObject({
      code: 'engine.sources',
      message: expect.stringMatching(
        /line \d+ of binding\/tfjs_backend\.cc differs.*tfjs-node-gpu 4\.22\.0/s,
      ) as string,
    });
  });
});
