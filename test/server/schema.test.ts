import { Ajv, type ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kinds, parseNotebook } from '../../src/language/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const file = join(root, 'media', 'notebook.schema.json');

describe('the published JSON Schema', () => {
  // Another validator than ours reads the file, as an editor would.
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as object;
  let validate: ValidateFunction | undefined;
  const accepts = (text: string) => {
    const check = (validate ??= new Ajv({ strict: false }).compile(read()));
    return parseAllDocuments(text).every(d => check(d.toJS()));
  };

  const examples = readdirSync(join(root, 'examples')).filter(name => name.endsWith('.yaml'));
  it.each(examples)('accepts %s', name => {
    expect(accepts(readFileSync(join(root, 'examples', name), 'utf8'))).toBe(true);
  });

  it.each([...kinds.values()].map(k => [k.kind, k.example]))(
    'accepts the example of %s',
    (_, text) => {
      expect(accepts(text)).toBe(true);
      expect(parseNotebook(text).diagnostics.filter(d => d.code !== 'name.undefined')).toEqual([]);
    },
  );

  it.each([
    'network: a\nstags: []',
    'network: a\nshortcut: pda',
    'network: a\nstages: [{blocks: 0, filters: 8}]',
    'train: a\ndata: cifar10',
    'netwrk: a',
  ])('refuses %j', text => {
    expect(accepts(text)).toBe(false);
    expect(parseNotebook(text).diagnostics).not.toEqual([]);
  });
});
