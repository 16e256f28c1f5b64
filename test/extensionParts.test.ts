import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

interface Part {
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

interface Bundled {
  readonly files: readonly { readonly path: string; readonly code: string }[];
  readonly parts: Readonly<Record<string, Part>>;
}

const root = path.join(import.meta.dirname, '..');
const entry = 'dist/extension.js';
/** What takes long to load, and the part of the product that asks for it. */
const late = [
  ['node_modules/vscode-languageclient/', 'src/host/languageClient.ts'],
  ['node_modules/apache-arrow/', 'src/record/tables/tableReader.ts'],
  ['node_modules/ajv/', 'src/language/validation/validate.ts'],
  ['node_modules/@sinclair/typebox/build/esm/type/type/', 'src/schema/build.ts'],
  ['node_modules/yaml/', 'src/language/yaml/readCell.ts'],
] as const;

let bundled: Bundled;

beforeAll(async () => {
  const script = pathToFileURL(path.join(root, 'esbuild.extension.mjs')).href;
  const { bundleExtension } = (await import(script)) as {
    bundleExtension: (options: object) => Promise<Bundled>;
  };
  bundled = await bundleExtension({
    bundle: true,
    platform: 'node',
    target: 'node20',
    absWorkingDir: root,
    define: { RESIDUAL_LAB_VERSION: '"0"' },
  });
});

describe('the bundle of the extension', () => {
  it.each(late)('activates without %s', (library, user) => {
    const eager = inputsOf(loadedWith(entry));
    expect(eager).toContain('src/host/viewer/tree/runsTree.ts');
    expect(eager.filter(file => file.startsWith(library) || file === user)).toEqual([]);
  });

  it('activates with no more of TypeBox than what checks the files of runs', () => {
    const bytes = loadedWith(entry)
      .flatMap(part => Object.entries(bundled.parts[part]?.inputs ?? {}))
      .filter(([file]) => file.startsWith('node_modules/@sinclair/typebox/'))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    expect(bytes).toBeGreaterThan(0);
    // Whoever imports its namespace `Value`, anywhere, brings all of it here: 90 kB.
    expect(bytes).toBeLessThan(45_000);
  });

  it.each(late)('has %s in a part that is loaded later', (library, user) => {
    const all = inputsOf(Object.keys(bundled.parts));
    expect(all).toContain(user);
    expect(all.some(file => file.startsWith(library))).toBe(true);
  });

  it('lists runs without the checks and the arithmetic of networks', () => {
    const eager = inputsOf(loadedWith(entry));
    expect(eager).toContain('src/host/data/lists/runIndex.ts');
    expect(eager.filter(file => /^src\/(language|network|theory|checks)\//.test(file))).toEqual([]);
  });

  it('requires only parts that are there, each beside the one that asks', () => {
    const names = new Set(bundled.files.map(file => file.path));
    const asked = bundled.files.flatMap(({ path: from, code }) =>
      [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, to]) =>
        path.resolve(path.dirname(from), to ?? ''),
      ),
    );
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(file => !names.has(file))).toEqual([]);
    expect(bundled.files.filter(({ code }) => /\bimport\(/.test(code))).toEqual([]);
  });
});

/** A part with those that it cannot be loaded without. */
function loadedWith(part: string, found = new Set<string>()): string[] {
  if (found.has(part)) return [...found];
  found.add(part);
  for (const { path: to, kind } of bundled.parts[part]?.imports ?? [])
    if (kind === 'import-statement' && to in bundled.parts) loadedWith(to, found);
  return [...found];
}

function inputsOf(parts: readonly string[]): string[] {
  return parts.flatMap(part => Object.keys(bundled.parts[part]?.inputs ?? {}));
}
