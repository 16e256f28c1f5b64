import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  BINDING_REVISION,
  readInstallation,
  type Installation,
  type Manifest,
} from '../../../src/engine/native/installed.ts';
import { isOutdated, renewBinding } from '../../../src/engine/native/renew.ts';

let folder: string;
let shipped: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
  shipped = join(folder, 'shipped.node');
  writeFileSync(shipped, 'the binding of today');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A runtime as it was installed before bindings had revisions. */
function install(changes: Partial<Manifest> = {}): Installation {
  const files = { 'napi-v8/tfjs_binding.node': 'first', 'tensorflow/libtensorflow_cc.so.2': 'tf' };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const manifest: Manifest = {
    format: 1,
    tensorflow: '2.21.0',
    variant: 'cpu',
    platform: 'linux-x64',
    files: Object.entries(files).map(([path, text]) => ({ path, bytes: text.length })),
    sources: { 'a.whl': 'abc' },
    binding: 'shipped',
    cuda: {},
    ...changes,
  };
  writeFileSync(join(folder, 'engine.json'), JSON.stringify(manifest));
  return installation();
}

function installation(): Installation {
  const found = readInstallation(folder);
  if (found === null) throw new Error('the runtime is not whole');
  return found;
}

it('gives a runtime with the first binding that of today, once', () => {
  const before = install();
  expect(readFileSync(before.binding, 'utf8')).toBe('first');
  expect(isOutdated(before)).toBe(true);
  const after = renewBinding(before, shipped);
  expect(readFileSync(after.binding, 'utf8')).toBe('the binding of today');
  expect(isOutdated(after)).toBe(false);
  expect(installation()).toEqual(after);
  expect(after.manifest).toMatchObject({
    bindingRevision: BINDING_REVISION,
    sources: { 'a.whl': 'abc' },
  });
  // An earlier program finds the runtime whole, and its binding.
  expect(readFileSync(before.binding, 'utf8')).toBe('first');
  rmSync(shipped);
  expect(renewBinding(after, shipped)).toBe(after);
});

it('leaves what was compiled where none is shipped, and says that it is outdated', () => {
  const before = install({ binding: 'g++' });
  expect(renewBinding(before, null)).toBe(before);
  expect(isOutdated(installation())).toBe(true);
});

it('goes on with the earlier binding where the folder takes no file', () => {
  const before = install();
  const full = join(folder, 'napi-v8/tfjs_binding-2.node');
  mkdirSync(join(full, 'in the way'), { recursive: true });
  expect(renewBinding(before, shipped)).toBe(before);
  rmSync(full, { recursive: true });
  expect(readFileSync(installation().binding, 'utf8')).toBe('first');
  expect(readdirSync(join(folder, 'napi-v8'))).toEqual(['tfjs_binding.node']);
});

it('does not touch a folder that an administrator laid out by hand', () => {
  const before: Installation = { ...install(), manifest: null };
  expect(renewBinding(before, shipped)).toBe(before);
});
