import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { studies } from '../../src/language/index.ts';
import { studyLists } from '../run/setup/studyLists.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = readdirSync(join(root, 'src/studies'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'contract')
  .map(entry => entry.name);

describe('the lists of studies', () => {
  it('are those of the folders (`npm run generate` writes them)', async () => {
    const lists = await studyLists(root);
    for (const [file, text] of Object.entries(lists)) expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('have each folder once', () =>
    expect(studies.map(study => study.kind).sort()).toEqual([...folders].sort()));
});

describe.each(studies.map(study => [study.kind, study] as const))('%s', (kind, study) => {
  it('has codes of its own mistakes only', () => {
    const other = Object.keys(study.codes ?? {}).filter(code => !code.startsWith(`${kind}.`));
    expect(other).toEqual([]);
  });

  it('is called so by the first key of its example', () =>
    expect(study.example.startsWith(`${kind}:`)).toBe(true));

  it('names each column once', () => {
    const names = study.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
