import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SourceText } from './support/layers/imports.ts';
import { forbiddenImports, importCycles } from './support/layers/problems.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ['src', 'webview'].flatMap(folder => sources(path.join(root, folder)));

describe('the product', () => {
  it('has files to look at', () => expect(files.length).toBeGreaterThan(100));

  it('imports what the table of layers allows', () => expect(forbiddenImports(files)).toEqual([]));

  it('has no circle of imports', () => expect(importCycles(files)).toEqual([]));

  it('has files of 400 lines at most, nine in ten under 250, half of them under 80', () => {
    const lines = files
      .filter(f => f.path.endsWith('.ts'))
      .map(f => ({ path: f.path, lines: f.text.split('\n').length - 1 }));
    const tooLong = lines.filter(f => f.lines > 400).map(f => `${f.path}: ${f.lines} lines`);
    expect(tooLong).toEqual([]);
    const lengths = lines.map(f => f.lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThan(250);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
  });
});

describe('the table', () => {
  it.each([
    [
      'src/theory/a.ts',
      "import { x } from '../store/index.ts';",
      'theory may import base, not store',
    ],
    [
      'src/base/a.ts',
      "import fs from 'node:fs';",
      'base may import nothing from outside, not node:fs',
    ],
    ['src/store/a.ts', "import x from 'apache-arrow';", 'store may import node from outside'],
    ['src/cli/a.ts', "const x = await import('../engine/index.ts');", 'not engine'],
    ['src/cli/a.ts', "import * as x from '@tensorflow/tfjs';", 'not @tensorflow/tfjs'],
    ['src/host/a.ts', "export { x } from '../server/index.ts';", 'not server'],
    ['src/runs/a.ts', "let x: import('../network/index.ts').X;", 'not network'],
    ['src/runs/a.ts', "import { x } from '../store/inner.ts';", 'only its index.ts'],
    ['src/protocol/a.ts', "import { x } from '../network/index.ts';", 'only types of network'],
    [
      'src/engine/compile/b/a.ts',
      "import type { X } from '../../../network/index.ts';",
      'compile may import base',
    ],
    ['src/engine/data/a.ts', "import { x } from '../train/index.ts';", 'not engine/train'],
    ['src/engine/train/a.ts', "import { x } from '../../../test/x.ts';", 'not part of the product'],
    ['src/store/a.ts', "import { x } from '../record';", 'does not exist'],
    [
      'src/studies/a/describe.ts',
      "import { x } from './present.ts';",
      'studies/describe may import base, schema, not studies/present',
    ],
    ['src/studies/a/present.words.ts', "import { x } from './compute.ts';", 'not studies/compute'],
    [
      'src/studies/a/present.ts',
      "import * as x from '@tensorflow/tfjs';",
      'studies/present may import nothing from outside',
    ],
    [
      'src/studies/a/compute.ts',
      "import { x } from '../../engine/train/index.ts';",
      'not engine/train',
    ],
    [
      'src/studies/a/compute.ts',
      "import { x } from '../b/describe.ts';",
      'from outside studies/describe only its list',
    ],
    [
      'src/language/a.ts',
      "import { x } from '../studies/a/describe.ts';",
      'from outside studies/describe only its list',
    ],
    [
      'src/language/a.ts',
      "import { x } from '../studies/present.index.ts';",
      'not studies/present',
    ],
    ['src/host/a.ts', "import { x } from '../studies/compute.index.ts';", 'not studies/compute'],
    ['src/cli/a.ts', "import { x } from '../studies/compute.index.ts';", 'not studies/compute'],
    ['src/server/a.ts', "import { x } from '../studies/compute.index.ts';", 'not studies/compute'],
    ['webview/a.ts', "import { x } from '../src/studies/present.index.ts';", 'not studies/present'],
    ['src/studies/a/words.ts', '', 'not in the table'],
    ['src/helpers/a.ts', '', 'not in the table'],
  ])('forbids in %s: %s', (file, text, reason) => {
    const found = forbiddenImports([...others, { path: file, text: `// one\n${text}` }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(reason);
    expect(found[0]).toContain(text === '' ? `${file}:1: ` : `${file}:2: `);
  });

  it.each([
    ['src/protocol/a.ts', "import type { X } from '../network/index.ts';"],
    ['src/protocol/a.ts', "import { type X, type Y } from '../network/index.ts';"],
    ['src/store/a.ts', "import { x } from '../record/index.ts';\nimport 'node:fs/promises';"],
    ['src/engine/main.ts', "import { x } from './train/index.ts';\nimport './types.ts';"],
    ['src/engine/compile/b/a.ts', "import { x } from '../c/d.ts';"],
    ['src/studies/a/present.ts', "import { x } from './describe.ts';"],
    ['src/studies/a/present.ts', "import { x } from '../b/present.ts';"],
    ['src/studies/a/compute.ts', "import { x } from '../../engine/studies/index.ts';"],
    ['src/studies/a/compute.ts', "import * as x from '@tensorflow/tfjs';"],
    ['src/studies/compute.index.ts', "import { x } from './a/compute.ts';"],
    ['src/checks/a.ts', "import { x } from '../studies/present.index.ts';"],
    ['src/checks/a.ts', "import type { X } from '../studies/contract/present.ts';"],
    ['src/language/a.ts', "import { x } from '../studies/describe.index.ts';"],
    ['src/engine/a.ts', "import { x } from '../studies/compute.index.ts';"],
  ])('allows in %s: %s', (file, text) => {
    expect(forbiddenImports([...others, { path: file, text }])).toEqual([]);
  });

  it('finds circles, of types too', () => {
    const circle = (keyword: string) => [
      { path: 'src/base/a.ts', text: "import { x } from './b.ts';" },
      { path: 'src/base/b.ts', text: "export { x } from './c.ts';" },
      { path: 'src/base/c.ts', text: `${keyword} { x } from './a.ts';` },
    ];
    for (const keyword of ['import', 'import type', 'export type'])
      expect(importCycles(circle(keyword))).toEqual([
        'src/base/a.ts -> src/base/b.ts -> src/base/c.ts -> src/base/a.ts',
      ]);
  });
});

const others: SourceText[] = [
  'src/store/index.ts',
  'src/store/inner.ts',
  'src/record/index.ts',
  'src/network/index.ts',
  'src/server/index.ts',
  'src/engine/index.ts',
  'src/engine/types.ts',
  'src/engine/train/index.ts',
  'src/engine/compile/c/d.ts',
  'src/engine/studies/index.ts',
  ...['describe', 'present', 'compute'].flatMap(part => [
    `src/studies/${part}.index.ts`,
    `src/studies/contract/${part}.ts`,
    `src/studies/a/${part}.ts`,
    `src/studies/b/${part}.ts`,
  ]),
].map(name => ({ path: name, text: '' }));

function sources(folder: string): SourceText[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ts|css)$/.test(name))
    .map(name => ({
      path: path.relative(root, path.join(folder, name)).split(path.sep).join('/'),
      // A style sheet is there to be imported; it imports nothing that the table knows.
      text: name.endsWith('.ts') ? fs.readFileSync(path.join(folder, name), 'utf8') : '',
    }));
}
