import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  codeAnchor,
  diagnosticCodes,
  languageReference,
  parseNotebook,
} from '../../src/language/index.ts';
import { generatedMedia, grammarFile } from '../support/generatedMedia.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the reference of the language', () => {
  it.each(Object.entries(generatedMedia(readFileSync(join(root, grammarFile), 'utf8'))))(
    'stands in %s (`npm run generate` writes it)',
    (file, text) => expect(readFileSync(join(root, file), 'utf8')).toBe(text),
  );

  const examples = [...languageReference().matchAll(/```yaml\n([^]*?)```/g)].map(m => m[1] ?? '');
  it.each(examples)('has the correct example %j', text => {
    expect(parseNotebook(text).diagnostics.filter(d => d.code !== 'name.undefined')).toEqual([]);
  });

  it('has a heading for each code, and no two headings that links cannot tell apart', () => {
    const anchors = [...languageReference().matchAll(/^#+ (.*)$/gm)].map(m =>
      (m[1] ?? '').toLowerCase().replaceAll(' ', '-').replaceAll('.', ''),
    );
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const code of diagnosticCodes.keys()) expect(anchors).toContain(codeAnchor(code));
  });
});

describe('codes of diagnostics', () => {
  it('are all described', () => {
    const sources = ['language', 'network', 'checks', 'studies'].flatMap(folder =>
      readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' })
        .filter(
          name =>
            name.endsWith('.ts') && !/(diagnosticCodes|describe|compute[^/]*)[.]ts$/.test(name),
        )
        .map(name => readFileSync(join(root, 'src', folder, name), 'utf8')),
    );
    const groups = new Set([...diagnosticCodes.keys()].map(code => code.split('.')[0]));
    const used = sources.flatMap(source =>
      [...source.matchAll(/'([a-z-]+)\.([a-z-]+)'/g)]
        .filter(([, group]) => groups.has(group))
        .map(([, group, name]) => `${group ?? ''}.${name ?? ''}`),
    );
    const known = new Set<string>(diagnosticCodes.keys());
    expect(used.length).toBeGreaterThan(80);
    expect([...new Set(used)].filter(code => !known.has(code))).toEqual([]);
    expect([...diagnosticCodes.keys()].filter(code => !used.includes(code))).toEqual([]);
  });
});
